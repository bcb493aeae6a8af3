import { type Say, useWords } from "../../../i18n/words.ts";
import { type SaveLine as Line, saveLineOf } from "../../../store/read.ts";
import { useAttempt } from "../context.ts";
import { wallFace } from "./clock-face.ts";

const shapes: Record<Line["kind"], string> = {
  saved: "✓",
  uploading: "↑",
  offline: "▲",
  "not-taken": "!",
  "no-disk": "!",
};

/** The one line about saving, always at this place. */
export function SaveLine() {
  const words = useWords();
  const key = useAttempt((state) => JSON.stringify(saveLineOf(state)));
  const line = JSON.parse(key) as Line;
  return (
    <p className={`save-line ${line.kind}`}>
      <span className="shape" aria-hidden="true">
        {shapes[line.kind]}
      </span>
      <span role="status">{sentence(words, line)}</span>
      {line.kind === "saved" && line.at !== null && <time>{wallFace(line.at)}</time>}
    </p>
  );
}

function sentence(say: Say, line: Line): string {
  if (line.kind === "saved") return say("save.saved");
  if (line.kind === "offline" && line.waiting === 0) return say("save.offlineNone");
  return say(`save.${line.kind}`, { waiting: line.waiting });
}
