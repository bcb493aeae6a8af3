import { useWords } from "../../../i18n/words.ts";
import { Dialog } from "./dialog.tsx";

const rows = [
  ["choose", ["1–9", "A–I"]],
  ["move", ["← →", "PageUp PageDown"]],
  ["flag", ["M"]],
  ["review", ["Ctrl + Enter"]],
  ["help", ["?"]],
] as const;

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
      <div className="actions">
        <button type="button" className="primary" onClick={close}>
          {words("app.close")}
        </button>
      </div>
    </Dialog>
  );
}
