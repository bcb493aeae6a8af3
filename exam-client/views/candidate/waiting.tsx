import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { useWords } from "../../i18n/words.ts";
import { useAttempt, useClock, useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";
import { examName, placeName } from "./names.ts";
import { OwnStart } from "./own-start.tsx";
import { OwnTime } from "./own-time.tsx";
import { useBeginningClosed } from "./use-beginning-closed.ts";

type Readiness = "ready" | "pending" | "broken";
const shapes: Record<Readiness, string> = { ready: "✓", pending: "…", broken: "!" };

function Facts({ view }: { view: AttemptView }) {
  const words = useWords();
  const { exam, identity } = view;
  return (
    <>
      <p className="lead">{examName(words, exam)}</p>
      <p>
        {identity.name} · {placeName(words, identity)}
      </p>
      <OwnTime view={view} />
      <p>{words("waiting.facts", { full: exam.fullPoints / 100, pass: exam.passMark / 100 })}</p>
    </>
  );
}

/** What this PC needs for the exam, and whether it has it. */
function Checks({ own }: { own: boolean }) {
  const words = useWords();
  const { keepsAnswers } = useDesk();
  const online = useAttempt((state) => state.online);
  const clocked = useClock((state) => state.sample !== null);
  const delivered = useAttempt((state) => state.delivered);
  const checks: [string, Readiness, string?][] = [
    [words("waiting.network"), online ? "ready" : "pending"],
    [words("waiting.clock"), clocked ? "ready" : "pending"],
    [words("waiting.disk"), keepsAnswers ? "ready" : "broken"],
    delivered
      ? [words("waiting.paper"), "ready", words(own ? "waiting.onPc" : "waiting.delivered")]
      : [words("waiting.paper"), "pending", words("waiting.delivering")],
  ];
  return (
    <ul className="checks">
      {checks.map(([name, state, said]) => (
        <li key={name} className={state}>
          <span aria-hidden="true">{shapes[state]}</span> {name}{" "}
          <span className="soft">{said ?? words(`waiting.${state}`)}</span>
        </li>
      ))}
    </ul>
  );
}

export function Waiting() {
  const words = useWords();
  const view = useAttempt((state) => state.view);
  const closed = useBeginningClosed(view?.ownStart ?? null);
  if (view === null) return null;
  const { ownStart } = view;
  const heading = closed ? "waiting.missed" : ownStart?.open ? "waiting.mayBegin" : "waiting.heading";
  return (
    <Frame>
      <h1>{words(heading)}</h1>
      <Facts view={view} />
      <Checks own={ownStart !== null} />
      {ownStart?.open ? (
        <OwnStart view={view} ownStart={ownStart} />
      ) : (
        <p className="soft">{words(ownStart ? "waiting.ownNote" : "waiting.note")}</p>
      )}
    </Frame>
  );
}
