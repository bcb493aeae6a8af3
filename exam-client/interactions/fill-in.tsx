import { useWords } from "../i18n/words.ts";
import type { ControlProps } from "../parts/control.ts";

/** As long as the server takes. */
const longest = 500;

export default function FillIn({ item, response, labelledBy, type, settle }: ControlProps) {
  const words = useWords();
  const given = Array.isArray(response) ? response.map(String) : [];
  const texts = Array.from({ length: item.blanks ?? 0 }, (_, place) => given[place] ?? "");
  const change = (place: number, text: string) => {
    const next = texts.map((old, at) => (at === place ? text : old));
    type(next.every((one) => one.trim() === "") ? null : next);
  };
  return (
    <fieldset className="fields" aria-labelledby={labelledBy}>
      {texts.map((text, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a blank is its place
        <label key={place} className="field">
          <span className="field-name">{words("question.blank", { number: place + 1 })}</span>
          <input
            type="text"
            value={text}
            maxLength={longest}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change(place, event.target.value)}
            onBlur={settle}
          />
        </label>
      ))}
    </fieldset>
  );
}
