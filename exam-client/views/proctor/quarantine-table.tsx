import type { QuarantinedEntry } from "@kaochang/exam-server/protocol/messages.ts";
import { Table, type TableColumnsType } from "antd";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./panel.module.css";
import { leaves, type QuarantineRow } from "./quarantine-rows.ts";
import { spanText } from "./span-text.ts";

function cameText({ change, cameText: text }: QuarantinedEntry, t: Words): string {
  if (change.kind === "flag") return t(change.flagged ? "quarantine.flagOn" : "quarantine.flagOff");
  return text ?? t("quarantine.cleared");
}

function Came({ row, t }: { row: QuarantineRow; t: Words }) {
  const { entry, children } = row;
  const same = entry.change.kind === "respond" && entry.cameText === entry.currentText;
  return (
    <>
      <b>{cameText(entry, t)}</b>{" "}
      <small className={styles.quieter}>
        {children && t("quarantine.times", { count: children.length })} {same && t("quarantine.same")}
      </small>
    </>
  );
}

const reasons: Partial<Record<QuarantinedEntry["why"], StaffKey>> = {
  fenced: "quarantine.why.fenced",
  "after-deadline": "quarantine.why.after-deadline",
  "time-unproven": "quarantine.why.time-unproven",
  rescued: "quarantine.why.rescued",
};

function whenText(made: number, deadline: number | null, t: Words): string {
  if (deadline === null) return "";
  const span = spanText(Math.abs(deadline - made), t);
  return t(made > deadline ? "quarantine.after" : "quarantine.left", { span });
}

function columns(deadline: number | null, t: Words): TableColumnsType<QuarantineRow> {
  return [
    {
      title: t("quarantine.number"),
      key: "number",
      render: (_, { entry }) => t("quarantine.numberOf", { number: entry.number }),
    },
    { title: t("quarantine.came"), key: "came", render: (_, row) => <Came row={row} t={t} /> },
    {
      title: t("quarantine.current"),
      key: "current",
      render: (_, { entry }) =>
        entry.change.kind === "respond" && (entry.currentText ?? t("quarantine.unanswered")),
    },
    {
      title: t("quarantine.made"),
      key: "made",
      render: (_, { entry }) => whenText(entry.made, deadline, t),
    },
    {
      title: t("quarantine.why"),
      key: "why",
      render: (_, { entry }) => t(reasons[entry.why] ?? "quarantine.why.other"),
    },
  ];
}

interface TableProps {
  rows: QuarantineRow[];
  /** Exam time. */
  deadline: number | null;
  /** Keys of the entries chosen. */
  chosen: readonly string[];
  choose: (keys: string[]) => void;
}

/** What came beside what counts, question by question, to choose from. */
export function QuarantineTable({ rows, deadline, chosen, choose }: TableProps) {
  const { t } = useSpeech();
  const single = new Set(leaves(rows).map(({ key }) => key));
  const whole = rows.filter(({ children }) => children?.every(({ key }) => chosen.includes(key)));
  return (
    <Table<QuarantineRow>
      size="small"
      rowKey="key"
      columns={columns(deadline, t)}
      dataSource={rows}
      pagination={false}
      scroll={{ y: 300 }}
      rowSelection={{
        checkStrictly: false,
        getTitleCheckboxProps: () => ({ "aria-label": t("quarantine.all") }),
        selectedRowKeys: [...whole.map(({ key }) => key), ...chosen],
        onChange: (keys) => choose(keys.map(String).filter((key) => single.has(key))),
      }}
    />
  );
}
