import { useEffect, useRef } from "react";
import { useWords } from "../../i18n/words.ts";
import { type SaveLine, saveLineOf } from "../../store/read.ts";
import { useAttempt, useClock } from "./context.ts";
import { clockFace } from "./exam/clock-face.ts";
import { Frame } from "./frame.tsx";

type Safe = "server" | "uploading" | "here" | "page";

/** Where the answers are while nobody can answer. */
function safetyOf({ kind, waiting }: Pick<SaveLine, "kind"> & { waiting: number }): Safe {
  if (waiting === 0) return "server";
  if (kind === "no-disk") return "page";
  return kind === "uploading" ? "uploading" : "here";
}

function useSafety(): Safe {
  return useAttempt((state) => {
    const line = saveLineOf(state);
    return safetyOf({ kind: line.kind, waiting: "waiting" in line ? line.waiting : 0 });
  });
}

/** 暂停: the paper is covered; a proctor says when it goes on. */
export function Suspended() {
  const words = useWords();
  const safety = useSafety();
  const online = useAttempt((state) => state.online);
  const started = useAttempt((state) => state.view?.clock.startedAt != null);
  return (
    <Frame>
      <h1>{words("paused.heading")}</h1>
      <p className="lead">{words("paused.obey")}</p>
      {started && (
        <p className={safety === "page" ? "raise-hand" : ""} role="status">
          {words(`paused.${safety}`)}
        </p>
      )}
      <TimeNow />
      <p className="soft">{words("paused.resumes")}</p>
      <p className="offline-note" role="status">
        {!online && words("paused.offline")}
      </p>
    </Frame>
  );
}

/** Whether the time stands still; before the start there is none. */
function TimeNow() {
  const words = useWords();
  const seconds = useClock((state) => state.secondsLeft);
  const stopped = useClock((state) => state.times !== null && state.times.stoppedAt !== null);
  if (seconds === null) return null;
  return (
    <p className="paused-time">
      {words(stopped ? "paused.stopped" : "paused.running", { left: clockFace(seconds) })}
    </p>
  );
}

/** 疏散: nothing is on the screen but the way out. */
export function Evacuated() {
  const words = useWords();
  const safety = useSafety();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <main className="evacuated">
      <h1 ref={heading} tabIndex={-1}>
        {words("evacuated.leave")}
      </h1>
      <p role="status">
        {safety !== "page" && words(safety === "server" ? "evacuated.saved" : "evacuated.here")}
      </p>
    </main>
  );
}
