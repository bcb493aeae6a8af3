import { useWords } from "../../i18n/words.ts";
import { useAttempt, useClock, useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";
import { examName, placeName } from "./names.ts";

type Readiness = "ready" | "pending" | "broken";
const shapes: Record<Readiness, string> = { ready: "✓", pending: "…", broken: "!" };

export function Waiting() {
  const words = useWords();
  const { keepsAnswers } = useDesk();
  const view = useAttempt((state) => state.view);
  const online = useAttempt((state) => state.online);
  const clocked = useClock((state) => state.sample !== null);
  const delivered = useAttempt((state) => state.delivered);
  if (view === null) return null;
  const { exam, identity } = view;
  const checks: [string, Readiness, string?][] = [
    [words("waiting.network"), online ? "ready" : "pending"],
    [words("waiting.clock"), clocked ? "ready" : "pending"],
    [words("waiting.disk"), keepsAnswers ? "ready" : "broken"],
    delivered
      ? [words("waiting.paper"), "ready", words("waiting.delivered")]
      : [words("waiting.paper"), "pending", words("waiting.delivering")],
  ];
  return (
    <Frame>
      <h1>{words("waiting.heading")}</h1>
      <p className="lead">{examName(words, exam)}</p>
      <p>
        {identity.name} · {placeName(words, identity)}
      </p>
      <p>
        {words("waiting.facts", {
          minutes: exam.minutes,
          full: exam.fullPoints / 100,
          pass: exam.passMark / 100,
        })}
      </p>
      <ul className="checks">
        {checks.map(([name, state, said]) => (
          <li key={name} className={state}>
            <span aria-hidden="true">{shapes[state]}</span> {name}{" "}
            <span className="soft">{said ?? words(`waiting.${state}`)}</span>
          </li>
        ))}
      </ul>
      <p className="soft">{words("waiting.note")}</p>
    </Frame>
  );
}
