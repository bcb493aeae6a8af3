import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";

/** Exam time at which most seats end; on a tie the later one. Null before the start. */
export function roomDeadline(seats: readonly BoardSeat[]): number | null {
  const votes = new Map<number, number>();
  for (const { deadline } of seats)
    if (deadline !== null) votes.set(deadline, (votes.get(deadline) ?? 0) + 1);
  const [winner] = [...votes].sort(([a, m], [b, n]) => n - m || b - a);
  return winner?.[0] ?? null;
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

/** Nobody reads a difference below a second from a clock that shows seconds. */
export const same = (a: number, b: number | null) => b !== null && Math.abs(a - b) < 1000;

/** The deadline of a running seat, where it is not the room's; else null. */
export function ownDeadline(seat: BoardSeat, room: number | null): number | null {
  if (isOver(seat) || seat.deadline === null || same(seat.deadline, room)) return null;
  return seat.deadline;
}
