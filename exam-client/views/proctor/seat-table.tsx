import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Select } from "antd";
import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef, useState } from "react";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import { TimeLeft } from "./own-time.tsx";
import { isOver } from "./room-time.ts";
import { type Column, columns, type SortBy, sorted } from "./seat-columns.ts";
import { marksOf } from "./seat-marks.ts";
import styles from "./seat-table.module.css";
import { howOf } from "./selection.ts";
import { StateShape } from "./state-shape.tsx";
import { type SeatState, seatStates } from "./tally.ts";
import type { Choice } from "./use-selection.ts";

const rowPixels = 34;
/** Rows beyond the edges, so that a quick wheel shows no holes. */
const overscan = 12;

/** What has a column of its own. */
const inColumns = new Set<StaffKey>(["mark.timeUnseen", "mark.unsentBefore", "mark.unsent", "mark.unheard"]);

function cellOf(column: Column, seat: BoardSeat, t: Words) {
  if (column.id === "state")
    return (
      <>
        <StateShape state={seat.state} /> {t(`seat.${seat.state}`)}
      </>
    );
  if (column.id === "left") {
    const { deadline, stoppedAt } = seat;
    return deadline === null || isOver(seat) ? "" : <TimeLeft deadline={deadline} stoppedAt={stoppedAt} />;
  }
  if (column.id !== "marks") return column.text(seat, t);
  return marksOf(seat)
    .filter(({ words }) => !inColumns.has(words))
    .map(({ words, values, tone }) => (
      <b key={words} className={styles[tone]}>
        {t(words, values)}
      </b>
    ));
}

interface RowProps {
  seat: BoardSeat;
  /** Its place in the table, the heading being 1. */
  index: number;
  top: number;
  chosen: boolean;
}

const Row = memo(function Row({ seat, index, top, chosen }: RowProps) {
  const { t } = useSpeech();
  return (
    <tr
      className={styles.row}
      aria-rowindex={index}
      aria-selected={chosen}
      data-attempt={seat.attempt}
      data-state={seat.state}
      tabIndex={-1}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column) => (
        <td key={column.id} className={styles[column.id]}>
          {cellOf(column, seat, t)}
        </td>
      ))}
    </tr>
  );
});

interface HeadProps {
  by: SortBy;
  sort: (by: SortBy) => void;
}

function Head({ by, sort }: HeadProps) {
  const { t } = useSpeech();
  return (
    <tr className={styles.head} aria-rowindex={1}>
      {columns.map(({ id, title }) => {
        const down = by.column === id && by.descending;
        const state = by.column !== id ? "none" : down ? "descending" : "ascending";
        return (
          <th key={id} scope="col" aria-sort={state} className={styles[id]}>
            <button type="button" onClick={() => sort({ column: id, descending: by.column === id && !down })}>
              {t(title)} <span aria-hidden="true">{by.column !== id ? "" : down ? "▾" : "▴"}</span>
            </button>
          </th>
        );
      })}
    </tr>
  );
}

interface TableProps {
  seats: readonly BoardSeat[];
  choice: Choice;
}

function useRows(seats: readonly BoardSeat[]) {
  const [by, sort] = useState<SortBy>({ column: "seat", descending: false });
  const [states, setStates] = useState<SeatState[]>([]);
  const rows = useMemo(
    () => sorted(states.length === 0 ? seats : seats.filter(({ state }) => states.includes(state)), by),
    [seats, by, states],
  );
  return { rows, by, sort, states, setStates };
}

/** Which row has been clicked or reached by keys: chosen as on the map. */
function useRowChoice(rows: readonly BoardSeat[], { selection, pick }: Choice, reveal: (at: number) => void) {
  const order = () => rows.map(({ attempt }) => attempt);
  const click = (event: MouseEvent) => {
    const attempt = (event.target as HTMLElement).closest<HTMLElement>("[data-attempt]")?.dataset.attempt;
    if (attempt !== undefined) pick(attempt, howOf(event), order());
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = rows.findIndex(({ attempt }) => attempt === selection.anchor);
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))];
    if (next === undefined) return;
    pick(next.attempt, event.shiftKey ? "range" : "only", order());
    reveal(rows.indexOf(next));
  };
  return { click, move };
}

/** The same state as the map, to sort and filter; of many rows only those in sight are drawn. */
export const SeatTable = memo(function SeatTable({ seats, choice }: TableProps) {
  const { t } = useSpeech();
  const scroll = useRef<HTMLDivElement>(null);
  const { rows, by, sort, states, setStates } = useRows(seats);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPixels,
    getItemKey: (index) => rows[index]?.attempt ?? index,
    overscan,
    initialRect: { width: 760, height: 560 },
  });
  const { click, move } = useRowChoice(rows, choice, (at) => virtual.scrollToIndex(at));
  return (
    <div className={styles.table}>
      <Select<SeatState[]>
        mode="multiple"
        size="small"
        allowClear
        aria-label={t("filter.by", { title: t("column.state") })}
        placeholder={t("filter.by", { title: t("column.state") })}
        style={{ minWidth: 220 }}
        value={states}
        onChange={setStates}
        options={seatStates.map((value) => ({ value, label: t(`seat.${value}`) }))}
      />
      <div ref={scroll} className={styles.scroll}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen in it, as files in a list
          role="grid"
          aria-multiselectable="true"
          aria-label={t("live.table")}
          aria-rowcount={rows.length + 1}
          tabIndex={0}
          onClick={click}
          onKeyDown={move}
        >
          <thead>
            <Head by={by} sort={sort} />
          </thead>
          <tbody style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start, key }) => {
              const seat = rows[index];
              if (seat === undefined) return null;
              const chosen = choice.selection.chosen.has(seat.attempt);
              return <Row key={key} seat={seat} index={index + 2} top={start} chosen={chosen} />;
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
});
