import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Button, Table, type TableColumnsType } from "antd";
import { filterChoices } from "../staff/filter-choices.tsx";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import { palette } from "../staff/palette.ts";
import { addedMinutes, isTimeUnseen } from "./added-time.ts";
import { isOver } from "./room-time.ts";
import { compareSeats } from "./seat-order.ts";
import { StateShape } from "./state-shape.tsx";
import { seatStates } from "./tally.ts";

function StateWord({ seat, t }: { seat: BoardSeat; t: Words }) {
  return (
    <span style={{ display: "inline-flex", gap: 5, alignItems: "center", whiteSpace: "nowrap" }}>
      <StateShape state={seat.state} /> {t(`seat.${seat.state}`)}
    </span>
  );
}

const share = (seat: BoardSeat) => (seat.total === 0 ? 0 : seat.answered / seat.total);
const stateRank = (seat: BoardSeat) => seatStates.indexOf(seat.state);
const byName = new Intl.Collator("zh-CN");

type Columns = TableColumnsType<BoardSeat>;

function whoColumns(seats: readonly BoardSeat[], choose: (attempt: string) => void, t: Words): Columns {
  const name = (seat: BoardSeat) => (
    <Button type="link" size="small" style={{ padding: 0 }} onClick={() => choose(seat.attempt)}>
      {seat.name}
    </Button>
  );
  const rooms = filterChoices({
    title: t("column.room"),
    rows: seats,
    groupOf: ({ room }) => room,
    word: String,
  });
  return [
    { title: t("column.room"), dataIndex: "room", ...rooms },
    { title: t("column.seat"), dataIndex: "seat", sorter: compareSeats, defaultSortOrder: "ascend" },
    {
      title: t("column.name"),
      key: "name",
      render: (_, seat) => name(seat),
      sorter: (a, b) => byName.compare(a.name, b.name),
    },
    { title: t("column.admissionNumber"), dataIndex: "admissionNumber" },
  ];
}

function stateColumn(seats: readonly BoardSeat[], t: Words): Columns[number] {
  const title = t("column.state");
  return {
    title,
    key: "state",
    render: (_, seat) => <StateWord seat={seat} t={t} />,
    sorter: (a, b) => stateRank(a) - stateRank(b),
    ...filterChoices({
      title,
      rows: seats,
      groupOf: ({ state }) => state,
      word: (state) => t(`seat.${state}`),
    }),
  };
}

function addedText(seat: BoardSeat, t: Words): string {
  if (seat.changes === 0) return "";
  const minutes = addedMinutes(seat);
  if (isOver(seat)) return t("column.addedOver", { minutes });
  return t(isTimeUnseen(seat) ? "column.addedUnseen" : "column.addedShown", { minutes });
}

/** Sorted, what is not shown yet comes first. */
function addedColumn(t: Words): Columns[number] {
  const rank = (seat: BoardSeat) => (isTimeUnseen(seat) ? 2 : Math.min(seat.changes, 1));
  return {
    title: t("column.added"),
    key: "added",
    render: (_, seat) =>
      isTimeUnseen(seat) ? <b style={{ color: palette.warn }}>{addedText(seat, t)}</b> : addedText(seat, t),
    sorter: (a, b) => rank(b) - rank(a),
  };
}

function countColumns(t: Words): Columns {
  return [
    {
      title: t("panel.answered"),
      key: "answered",
      align: "right",
      render: (_, seat) => `${seat.answered}/${seat.total}`,
      sorter: (a, b) => share(a) - share(b),
    },
    {
      title: t("panel.flagged"),
      dataIndex: "flagged",
      align: "right",
      sorter: (a, b) => a.flagged - b.flagged,
    },
    {
      title: t("panel.quarantined"),
      dataIndex: "quarantined",
      align: "right",
      sorter: (a, b) => a.quarantined - b.quarantined,
    },
  ];
}

interface TableProps {
  seats: readonly BoardSeat[];
  choose: (attempt: string) => void;
}

/** The same state as the map, to sort and filter. */
export function SeatTable({ seats, choose }: TableProps) {
  const { t } = useSpeech();
  return (
    <Table
      size="small"
      rowKey="attempt"
      columns={[...whoColumns(seats, choose, t), stateColumn(seats, t), addedColumn(t), ...countColumns(t)]}
      dataSource={[...seats]}
      scroll={{ x: "max-content" }}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
      showSorterTooltip={false}
    />
  );
}
