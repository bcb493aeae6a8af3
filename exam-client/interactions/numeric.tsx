import { useState } from "react";
import { useWords } from "../i18n/words.ts";
import type { ControlProps } from "../parts/control.ts";
import { answerAfter, mayBecomeNumber, numberIn } from "../parts/number-text.ts";

/** As long as the server takes. */
const longest = 40;

/**
 * What is not a number is never sent: the number before it stays the answer, the page says so, and the text stays
 * to be mended. A number that is only half typed is told when the field is left.
 */
export default function Numeric({ item, response, labelledBy, type, settle }: ControlProps) {
  const words = useWords();
  const [typed, setTyped] = useState<{ text: string; answer: string | null }>({ text: "", answer: null });
  const [left, setLeft] = useState(false);
  const kept = typeof response === "string" ? response : null;
  const hint = `${item.id} hint`.replace(/\s/g, "-");
  const change = (text: string) => {
    const answer = answerAfter(text, item.unit, kept);
    setTyped({ text, answer });
    setLeft(false);
    if (answer !== kept) type(answer);
  };
  // What was typed here stands while its answer is what is kept; a change from elsewhere replaces it.
  const text = typed.answer === kept ? typed.text : (kept ?? "");
  const number = text.trim() === "" || numberIn(text, item.unit) !== null;
  const wrong = !number && (left || !mayBecomeNumber(text));
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
        {wrong && kept !== null
          ? words("question.notNumberKept", { number: kept })
          : words(wrong ? "question.notNumber" : "question.numberHint")}
      </p>
    </div>
  );
}
