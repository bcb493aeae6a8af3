import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";

/** What is done to a whole room reaches its seats one after another: their times lie this close, milliseconds. */
const together = 2000;

/** The middle one of the most times that lie together; of equally many the earliest. */
function commonTime(times: readonly number[]): number | null {
  const sorted = [...times].sort((a, b) => a - b);
  let most = { from: 0, count: 0 };
  let from = 0;
  for (const [at, time] of sorted.entries()) {
    while (time - (sorted[from] ?? time) >= together) from += 1;
    const count = at + 1 - from;
    if (count > most.count) most = { from, count };
  }
  return sorted[most.from + Math.floor((most.count - 1) / 2)] ?? null;
}

/**
 * Exam time at which most of those who answer end, without anybody's personal extra time; on a tie the earliest.
 * Where nobody answers, that of whoever came, or of the places. Null before the start.
 */
export function roomDeadline(seats: readonly BoardSeat[]): number | null {
  const here = seats.filter(hasArrived);
  const answering = here.filter((seat) => !isOver(seat));
  for (const some of [answering, here, seats]) {
    const common = commonTime(
      some.flatMap(({ deadline, extra }) => (deadline === null ? [] : deadline - extra)),
    );
    if (common !== null) return common;
  }
  return null;
}

/** Exam time of the common start, whatever was added to it since; null where there is none. */
export function roomStart(seats: readonly BoardSeat[], sitting: SittingSummary): number | null {
  if (sitting.start === "own") return null;
  const planned = seats.map(({ deadline, granted, ...seat }) => {
    return { ...seat, granted, deadline: deadline === null ? null : deadline - granted };
  });
  const deadline = roomDeadline(planned);
  return deadline === null ? null : deadline - sitting.minutes * 60_000;
}

const over: readonly BoardSeat["state"][] = ["collecting", "handed-in", "forced", "time-up", "absent"];

/** Whether the attempt has ended, so that no time is left to tell. */
export function isOver(seat: BoardSeat): boolean {
  return over.includes(seat.state);
}

/** Whether the receipt exists; an attempt that is being collected may still be given more time. */
export function isClosed(seat: BoardSeat): boolean {
  return isOver(seat) && seat.state !== "collecting";
}

/** Whether somebody has come to the seat. */
export function hasArrived({ state }: Pick<BoardSeat, "state">): boolean {
  return state !== "not-arrived" && state !== "absent";
}

/** Whether two times are one to whoever reads clocks: what sets them apart is only that seats are reached in turn. */
export const same = (a: number, b: number | null) => b !== null && Math.abs(a - b) < together;

/** The deadline of a running seat, where it is not the room's; else null. */
export function ownDeadline(seat: BoardSeat, room: number | null): number | null {
  if (isOver(seat) || seat.deadline === null || same(seat.deadline, room)) return null;
  return seat.deadline;
}
