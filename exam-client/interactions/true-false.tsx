import { useWords } from "../i18n/words.ts";
import { ChoiceRows } from "../parts/choice-rows.tsx";
import type { ControlProps } from "../parts/control.ts";

export default function TrueFalse({ item, response, labelledBy, choose }: ControlProps) {
  const words = useWords();
  const choices = [true, false].map((value) => ({
    id: String(value),
    content: <span className="text">{words(value ? "question.true" : "question.false")}</span>,
    chosen: response === value,
  }));
  return (
    <ChoiceRows
      kind="radio"
      name={item.id}
      labelledBy={labelledBy}
      choices={choices}
      choose={(id) => choose(id === "true")}
    />
  );
}
