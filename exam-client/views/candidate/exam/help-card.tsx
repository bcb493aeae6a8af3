import { useWords } from "../../../i18n/words.ts";
import { waitingItems } from "../../../store/read.ts";
import { useAttempt } from "../context.ts";
import { RescueButton } from "../rescue-file.tsx";
import { Dialog } from "./dialog.tsx";

const rows = [
  ["choose", ["1–9", "A–I"]],
  ["move", ["← →", "PageUp PageDown"]],
  ["flag", ["M"]],
  ["review", ["Ctrl + Enter"]],
  ["help", ["?"]],
] as const;

function Rescue() {
  const words = useWords();
  const stranded = useAttempt((state) => state.stranded === "long" && state.paper !== null);
  const waiting = useAttempt((state) => waitingItems(state).size);
  if (!stranded) return null;
  return (
    <div className="help-rescue">
      <p>{words("rescue.help", { waiting })}</p>
      <RescueButton />
    </div>
  );
}

export function HelpCard({ close }: { close: () => void }) {
  const words = useWords();
  return (
    <Dialog label={words("help.heading")} close={close}>
      <h2>{words("help.heading")}</h2>
      <dl className="keys">
        {rows.map(([name, keys]) => (
          <div key={name}>
            <dt>
              {keys.map((key, place) => (
                <span key={key}>
                  {place > 0 && ` ${words("help.or")} `}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{words(`help.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{words("help.typing")}</p>
      <Rescue />
      <div className="actions">
        <button type="button" className="primary" onClick={close}>
          {words("app.close")}
        </button>
      </div>
    </Dialog>
  );
}
