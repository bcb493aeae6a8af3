import { ChoiceRows } from "../parts/choice-rows.tsx";
import type { ControlProps } from "../parts/control.ts";
import { SafeHtml } from "../parts/safe-html.tsx";

export default function MultipleChoice({ item, response, labelledBy, choose }: ControlProps) {
  const chosen = Array.isArray(response) ? response : [];
  const choices = (item.options ?? []).map(({ id, html }) => ({
    id,
    content: <SafeHtml className="text" html={html} />,
    chosen: chosen.includes(id),
  }));
  const toggle = (id: string, on: boolean) => {
    const next = [...chosen.filter((one) => one !== id), ...(on ? [id] : [])].sort();
    choose(next.length === 0 ? null : next);
  };
  return (
    <ChoiceRows kind="checkbox" name={item.id} labelledBy={labelledBy} choices={choices} choose={toggle} />
  );
}
