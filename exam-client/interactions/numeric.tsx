import { parseDecimal } from "@kaochang/question-bank/decimal.ts";
import { useState } from "react";
import { useWords } from "../i18n/words.ts";
import type { ControlProps } from "../parts/control.ts";

/** As long as the server takes. */
const longest = 40;

/** What is not a number is never sent: it clears the answer and says so, and the text stays to be mended. */
export default function Numeric({ item, response, labelledBy, type, settle }: ControlProps) {
  const words = useWords();
  const [unread, setUnread] = useState<string | null>(null);
  const hint = `${item.id} hint`.replace(/\s/g, "-");
  const change = (text: string) => {
    const readable = parseDecimal(text) !== null;
    setUnread(readable || text.trim() === "" ? null : text);
    type(readable ? text : null);
  };
  return (
    <div className="fields">
      <div className="field">
        <input
          type="text"
          inputMode="decimal"
          aria-labelledby={labelledBy}
          aria-describedby={hint}
          aria-invalid={unread !== null}
          value={unread ?? (typeof response === "string" ? response : "")}
          maxLength={longest}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
          onBlur={settle}
        />
        {item.unit !== undefined && <span className="unit">{item.unit}</span>}
      </div>
      <p id={hint} className="field-hint">
        {unread === null ? "" : words("question.notNumber")}
      </p>
    </div>
  );
}
