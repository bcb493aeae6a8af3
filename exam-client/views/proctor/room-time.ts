import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";

/** Exam time at which most seats end; on a tie the later one. Null before the start. */
export function roomDeadline(seats: readonly BoardSeat[]): number | null {
  const votes = new Map<number, number>();
  for (const { deadline } of seats) if (deadline !== null) votes.set(deadline, (votes.get(deadline) ?? 0) + 1);
  const [winner] = [...votes].sort(([a, m], [b, n]) => n - m || b - a);
  return winner?.[0] ?? null;
}

/** Exam time of the common start. */
export function roomStart(seats: readonly BoardSeat[], sitting: SittingSummary): number | null {
  const deadline = roomDeadline(seats);
  return deadline === null ? null : deadline - sitting.minutes * 60_000;
}

/** The deadline of a seat, where it is not the room's; else null. */
export function ownDeadline(seat: BoardSeat, room: number | null): number | null {
  return seat.deadline === room ? null : seat.deadline;
}
