import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { Words } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import { addedSpan, isTimeUnseen } from "./added-time.ts";
import { hasArrived, isOver } from "./room-time.ts";
import { marksOf } from "./seat-marks.ts";
import { compareSeats } from "./seat-order.ts";
import { seatStates } from "./tally.ts";
import { unsentRank, unsentShort } from "./unsent.ts";

export type ColumnId =
  | "room"
  | "seat"
  | "name"
  | "admission"
  | "person"
  | "state"
  | "answered"
  | "flagged"
  | "unsent"
  | "added"
  | "marks"
  | "left";

export interface Column {
  id: ColumnId;
  title: StaffKey;
  text: (seat: BoardSeat, t: Words) => string;
  compare: (a: BoardSeat, b: BoardSeat) => number;
}

const byName = new Intl.Collator("zh-CN");
const share = ({ answered, total }: BoardSeat) => (total === 0 ? 0 : answered / total);
/** What is not shown yet stands at the far end. */
const addedRank = (seat: BoardSeat) => (isTimeUnseen(seat) ? 2 : Math.min(seat.changes, 1));

function addedText(seat: BoardSeat, t: Words): string {
  if (seat.changes === 0) return "";
  const span = addedSpan(seat, t);
  if (isOver(seat) || !hasArrived(seat)) return t("column.addedOver", { span });
  return t(isTimeUnseen(seat) ? "column.addedUnseen" : "column.addedShown", { span });
}

/** The table's columns; those without a text of their own are drawn by the table. */
export const columns: readonly Column[] = [
  { id: "room", title: "column.room", text: ({ room }) => room, compare: compareSeats },
  { id: "seat", title: "column.seat", text: ({ seat }) => seat, compare: compareSeats },
  {
    id: "name",
    title: "column.name",
    text: ({ name }) => name,
    compare: (a, b) => byName.compare(a.name, b.name),
  },
  {
    id: "state",
    title: "column.state",
    text: ({ state }, t) => t(`seat.${state}`),
    compare: (a, b) => seatStates.indexOf(a.state) - seatStates.indexOf(b.state),
  },
  {
    id: "marks",
    title: "board.marks",
    text: () => "",
    compare: (a, b) => marksOf(a).length - marksOf(b).length,
  },
  {
    id: "left",
    title: "panel.remaining",
    text: () => "",
    compare: (a, b) => (a.deadline ?? 0) - (b.deadline ?? 0),
  },
  {
    id: "answered",
    title: "panel.answered",
    text: ({ answered, total }) => `${answered}/${total}`,
    compare: (a, b) => share(a) - share(b),
  },
  {
    id: "flagged",
    title: "panel.flagged",
    text: ({ flagged }) => String(flagged),
    compare: (a, b) => a.flagged - b.flagged,
  },
  {
    id: "unsent",
    title: "column.unsent",
    text: unsentShort,
    compare: (a, b) => unsentRank(a) - unsentRank(b),
  },
  { id: "added", title: "column.added", text: addedText, compare: (a, b) => addedRank(a) - addedRank(b) },
  {
    id: "person",
    title: "panel.confirmed",
    text: ({ personConfirmed }, t) => t(personConfirmed ? "panel.confirmedYes" : "panel.confirmedNo"),
    compare: (a, b) => Number(a.personConfirmed) - Number(b.personConfirmed),
  },
  {
    id: "admission",
    title: "column.admissionNumber",
    text: ({ admissionNumber }) => admissionNumber,
    compare: (a, b) => byName.compare(a.admissionNumber, b.admissionNumber),
  },
];

export interface SortBy {
  column: ColumnId;
  descending: boolean;
}

/** Equal rows stand in the order of their seats, so that live numbers do not shuffle them. */
export function sorted(seats: readonly BoardSeat[], { column, descending }: SortBy): BoardSeat[] {
  const compare = columns.find(({ id }) => id === column)?.compare ?? compareSeats;
  return [...seats].sort((a, b) => (descending ? compare(b, a) : compare(a, b)) || compareSeats(a, b));
}
