import { ChoiceRows } from "../parts/choice-rows.tsx";
import type { ControlProps } from "../parts/control.ts";
import { SafeHtml } from "../parts/safe-html.tsx";

export default function SingleChoice({ item, response, labelledBy, choose }: ControlProps) {
  const choices = (item.options ?? []).map(({ id, html }) => ({
    id,
    content: <SafeHtml className="text" html={html} />,
    chosen: response === id,
  }));
  return <ChoiceRows kind="radio" name={item.id} labelledBy={labelledBy} choices={choices} choose={choose} />;
}
