import { Button, Checkbox, type TableColumnType } from "antd";
import { useSpeech } from "./i18n/words.ts";

interface Choice {
  text: string;
  value: string;
}

type Dropdown = Extract<TableColumnType<object>["filterDropdown"], (...given: never[]) => unknown>;
type DropdownProps = Parameters<Dropdown>[0];

function Choices({ choices, title, table }: { choices: Choice[]; title: string; table: DropdownProps }) {
  const { t } = useSpeech();
  const choose = (values: string[]) => {
    table.setSelectedKeys(values);
    table.confirm({ closeDropdown: false });
  };
  return (
    <div role="dialog" aria-label={t("filter.by", { title })} style={{ padding: 12 }}>
      <Checkbox.Group
        style={{ display: "grid", gap: 6 }}
        options={choices.map(({ text, value }) => ({ label: text, value }))}
        value={table.selectedKeys.map(String)}
        onChange={choose}
      />
      <Button size="small" style={{ marginTop: 10 }} onClick={() => choose([])}>
        {t("filter.all")}
      </Button>
    </div>
  );
}

interface Grouping<T, G extends string> {
  /** What the filter is called: the heading of its column. */
  title: string;
  rows: readonly T[];
  groupOf: (row: T) => G;
  word: (group: G) => string;
}

/**
 * Lets a table be filtered by the groups that occur in its rows. antd's own menu has boxes without
 * names (axe); this one has, and takes effect at once.
 */
export function filterChoices<T, G extends string>({ title, rows, groupOf, word }: Grouping<T, G>) {
  const groups = [...new Set(rows.map(groupOf))].sort();
  const choices = groups.map((value) => ({ text: word(value), value }));
  return {
    filterDropdown: (table: DropdownProps) => <Choices choices={choices} title={title} table={table} />,
    onFilter: (value: unknown, row: T) => groupOf(row) === value,
  };
}
