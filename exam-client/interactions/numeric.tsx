import { useState } from "react";
import { useWords } from "../i18n/words.ts";
import type { ControlProps } from "../parts/control.ts";
import { mayBecomeNumber, numberIn } from "../parts/number-text.ts";

/** As long as the server takes. */
const longest = 40;

/**
 * What is not a number is never sent: it clears the answer and says so, and the text stays to be mended.
 * A number that is only half typed is told when the field is left.
 */
export default function Numeric({ item, response, labelledBy, type, settle }: ControlProps) {
  const words = useWords();
  const [typed, setTyped] = useState("");
  const [left, setLeft] = useState(false);
  const kept = typeof response === "string" ? response : null;
  const hint = `${item.id} hint`.replace(/\s/g, "-");
  const change = (text: string) => {
    const number = numberIn(text, item.unit);
    setTyped(text);
    setLeft(false);
    if (number !== kept) type(number);
  };
  // What was typed here stands while it means what is kept; a change from elsewhere replaces it.
  const text = numberIn(typed, item.unit) === kept ? typed : (kept ?? "");
  const wrong = kept === null && text.trim() !== "" && (left || !mayBecomeNumber(text));
  return (
    <div className="fields">
      <div className="field number-field">
        <input
          type="text"
          inputMode="decimal"
          aria-labelledby={labelledBy}
          aria-describedby={hint}
          aria-invalid={wrong}
          value={text}
          maxLength={longest}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
          onBlur={() => {
            setLeft(true);
            settle();
          }}
        />
        {item.unit !== undefined && <span className="unit">{item.unit}</span>}
      </div>
      <p id={hint} className={wrong ? "field-hint wrong" : "field-hint"}>
        {words(wrong ? "question.notNumber" : "question.numberHint")}
      </p>
    </div>
  );
}
