import { useEffect, useState } from "react";
import { useWords } from "../../../i18n/words.ts";
import { useAttempt, useClock } from "../context.ts";
import { examName, placeName } from "../names.ts";
import { SettingsButtons } from "../settings-buttons.tsx";
import { AddedTime } from "./added-time.tsx";
import { clockFace } from "./clock-face.ts";
import { Reopened } from "./reopened.tsx";

export function ExamHeader() {
  const words = useWords();
  const view = useAttempt((state) => state.view);
  const reopened = useAttempt((state) => state.reopened);
  const added = useAttempt((state) => state.added > 0);
  if (view === null) return null;
  const { exam, identity } = view;
  const last = identity.admissionNumber.slice(-4);
  return (
    <header className="exam-header">
      <h1 className="exam-name">{examName(words, exam)}</h1>
      <Reopened />
      {!reopened && <AddedTime />}
      <span className="who" hidden={reopened || added}>
        <span>{identity.name}</span> · <span>{words("header.admissionShort", { last })}</span> ·{" "}
        <span>{placeName(words, identity)}</span>
      </span>
      <SettingsButtons />
      <TimeLeft />
    </header>
  );
}

/** Hidden by a click; a reminder's time brings it back. Not a live region: it is read when asked for. */
function TimeLeft() {
  const words = useWords();
  const seconds = useClock((state) => state.secondsLeft);
  const online = useAttempt((state) => state.online);
  const proven = useClock((state) => state.proven);
  const reminded = useClock((state) => state.reminder?.at);
  const [hidden, setHidden] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reminder brings the time back
  useEffect(() => setHidden(false), [reminded]);
  if (seconds === null) return null;
  return (
    <button
      type="button"
      className="time-left"
      title={words(hidden ? "header.showTime" : "header.hideTime")}
      aria-pressed={hidden}
      onClick={() => setHidden(!hidden)}
    >
      {hidden ? (
        words("header.showTime")
      ) : (
        <>
          {words("header.left")} <b>{clockFace(seconds)}</b>
        </>
      )}
      {!proven && !online && <small>{words("header.unproven")}</small>}
    </button>
  );
}
