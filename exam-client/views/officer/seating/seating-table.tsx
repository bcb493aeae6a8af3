import type { Stay } from "@kaochang/exam-server/protocol/seating.ts";
import { Table, type TableColumnsType } from "antd";
import { useSpeech, type Words } from "../../staff/i18n/words.ts";
import { roomName } from "../../staff/room-name.ts";
import styles from "./seating.module.css";
import { goneText, leftText, momentText } from "./seating-rows.ts";

function columns(now: number, t: Words): TableColumnsType<Stay> {
  const inOrder = (text: (stay: Stay) => string) => (a: Stay, b: Stay) =>
    text(a).localeCompare(text(b), "zh");
  return [
    {
      title: t("seating.seat"),
      key: "seat",
      width: 130,
      render: (_, { room, seat }) => `${roomName(t, room)} ${t("live.seat", { seat })}`,
    },
    { title: t("column.name"), dataIndex: "name", width: 110, sorter: inOrder(({ name }) => name) },
    {
      title: t("column.admissionNumber"),
      dataIndex: "admissionNumber",
      width: 150,
      sorter: inOrder(({ admissionNumber }) => admissionNumber),
    },
    { title: t("seating.pc"), dataIndex: "pc", width: 100, render: (pc: string) => <code>{pc}</code> },
    {
      title: t("seating.address"),
      dataIndex: "address",
      width: 140,
      sorter: inOrder(({ address }) => address ?? ""),
      render: (address: string | null) => address ?? "—",
    },
    {
      title: t("seating.came"),
      key: "from",
      width: 140,
      sorter: (a, b) => a.from - b.from,
      render: (_, { from }) => momentText(from),
    },
    { title: t("seating.left"), key: "to", width: 140, render: (_, stay) => leftText(stay, t) },
    { title: t("seating.gone"), key: "gone", width: 170, render: (_, stay) => goneText(stay, now, t) || "—" },
    {
      title: t("seating.returns"),
      dataIndex: "returns",
      width: 90,
      align: "right",
      render: (count: number) => t("seating.times", { count }),
    },
  ];
}

interface TableProps {
  stays: Stay[];
  /** Wall clock up to which what still lasts is counted. */
  now: number;
}

/** Every stay of a candidate at a PC. */
export function SeatingTable({ stays, now }: TableProps) {
  const { t } = useSpeech();
  return (
    <Table<Stay>
      className={styles.table ?? ""}
      size="small"
      rowKey={({ attempt, from, pc }) => `${attempt} ${from} ${pc}`}
      columns={columns(now, t)}
      dataSource={stays}
      pagination={{ defaultPageSize: 100, hideOnSinglePage: true }}
      scroll={{ x: 1170 }}
      tableLayout="fixed"
      showSorterTooltip={false}
      locale={{ emptyText: t("seating.none") }}
    />
  );
}
