import { useWords } from "../../i18n/words.ts";
import { waitingItems } from "../../store/read.ts";
import { useAttempt, useDesk } from "./context.ts";
import { Frame } from "./frame.tsx";
import { RescueButton } from "./rescue-file.tsx";

const known = [
  "other-window",
  "lease-held",
  "fenced",
  "entry-closed",
  "wrong-protocol",
  "not-found",
  "paper-damaged",
] as const;
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
  const reason = code === "other-window" || code === "paper-damaged" ? "" : words(`refusal.${code}`);
  const again = () => (code === "wrong-protocol" ? location.reload() : void desk.begin());
  return (
    <Frame>
      <h1>{words("halted.heading")}</h1>
      <p role="alert">{named ? words(`halted.${named}`) : words("halted.other", { reason })}</p>
      <LeftHere />
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

/** How it stands with what was answered here and is not on the server. */
function LeftHere() {
  const words = useWords();
  const waiting = useAttempt((state) => waitingItems(state).size);
  const handingOver = useAttempt((state) => state.handingOver);
  const online = useAttempt((state) => state.online);
  const sealable = useAttempt((state) => state.paper !== null);
  if (waiting === 0) return handingOver ? <p role="status">{words("halted.handed")}</p> : null;
  const onItsWay = handingOver && online;
  return (
    <>
      <p role="status">{words(onItsWay ? "halted.handing" : "halted.left", { waiting })}</p>
      {sealable && !onItsWay && (
        <>
          <p>{words("rescue.halted")}</p>
          <RescueButton />
        </>
      )}
    </>
  );
}
