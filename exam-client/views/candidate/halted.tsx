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
const unopened: Readonly<Record<string, "halted.signOut" | "halted.toSignIn" | "identity.notMe">> = {
  "not-found": "halted.signOut",
  "lease-held": "identity.notMe",
  "entry-closed": "halted.toSignIn",
};
/** Nothing was answered here. */
const untouched: readonly string[] = ["not-found", "entry-closed"];
/** Trying again opens nothing where the attempt was moved away for good. */
const final: readonly string[] = ["fenced"];

export function Halted() {
  const words = useWords();
  const desk = useDesk();
  const stage = useAttempt((state) => state.stage);
  const handed = useAttempt((state) => state.handingOver && waitingItems(state).size === 0);
  if (stage.kind !== "halted") return null;
  const { code } = stage;
  const named = known.find((one) => one === code);
  const reason = code === "other-window" || code === "paper-damaged" ? "" : words(`refusal.${code}`);
  const away = unopened[code];
  const again = () => (code === "wrong-protocol" ? location.reload() : void desk.begin());
  return (
    <Frame>
      <h1>{words("halted.heading")}</h1>
      <p role="alert">{named ? words(`halted.${named}`) : words("halted.other", { reason })}</p>
      <LeftHere />
      {!handed && !untouched.includes(code) && <p className="soft">{words("halted.safe")}</p>}
      {!final.includes(code) && (
        <div className="actions">
          <button type="button" className="primary" onClick={again}>
            {words("app.retry")}
          </button>
          {away && (
            <button type="button" onClick={() => void desk.signOut()}>
              {words(away)}
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
