import { useWords } from "../../i18n/words.ts";
import { useAttempt, useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";

const known = ["other-window", "lease-held", "fenced", "wrong-protocol", "not-found"] as const;
/** Nothing of this candidate was opened here: another may sign in. */
const unopened: readonly string[] = ["not-found", "lease-held"];
/** Trying again opens nothing where the attempt was moved away for good. */
const final: readonly string[] = ["fenced"];

export function Halted() {
  const words = useWords();
  const desk = useDesk();
  const stage = useAttempt((state) => state.stage);
  if (stage.kind !== "halted") return null;
  const { code } = stage;
  const named = known.find((one) => one === code);
  const reason = code === "other-window" ? "" : words(`refusal.${code}`);
  const again = () => (code === "wrong-protocol" ? location.reload() : void desk.begin());
  return (
    <Frame>
      <h1>{words("halted.heading")}</h1>
      <p role="alert">{named ? words(`halted.${named}`) : words("halted.other", { reason })}</p>
      <p className="soft">{words("halted.safe")}</p>
      {!final.includes(code) && (
        <div className="actions">
          <button type="button" className="primary" onClick={again}>
            {words("app.retry")}
          </button>
          {unopened.includes(code) && (
            <button type="button" onClick={() => void desk.signOut()}>
              {words(code === "lease-held" ? "identity.notMe" : "halted.signOut")}
            </button>
          )}
        </div>
      )}
      <p className="small">{words("app.code", { code })}</p>
    </Frame>
  );
}
