import type { ReactNode } from "react";

export interface Choice {
  /** Unique within the question. */
  id: string;
  content: ReactNode;
  chosen: boolean;
}

interface ChoiceRowsProps {
  kind: "radio" | "checkbox";
  /** The question's id: radios of one question share it as their name. */
  name: string;
  labelledBy: string;
  choices: readonly Choice[];
  choose(id: string, chosen: boolean): void;
}

/** Rows to choose from, each wholly a target; the letter shown goes by place, not by the authored id. */
export function ChoiceRows({ kind, name, labelledBy, choices, choose }: ChoiceRowsProps) {
  return (
    <fieldset
      className="choices"
      role={kind === "radio" ? "radiogroup" : undefined}
      aria-labelledby={labelledBy}
    >
      {choices.map(({ id, content, chosen }, place) => (
        <label key={id} className={chosen ? "choice chosen" : "choice"}>
          <input
            type={kind}
            name={name}
            checked={chosen}
            onChange={(event) => choose(id, event.target.checked)}
          />
          <span className="letter">{letterAt(place)}.</span>
          {content}
        </label>
      ))}
    </fieldset>
  );
}

export function letterAt(place: number): string {
  return String.fromCharCode(65 + place);
}
