import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";

export type SeatState = BoardSeat["state"];

/** In the order in which a candidate passes through them. */
export const seatStates = [
  "not-arrived",
  "signed-in",
  "waiting",
  "unbegun",
  "answering",
  "suspended",
  "offline",
  "collecting",
  "handed-in",
  "forced",
  "time-up",
  "absent",
] as const satisfies readonly SeatState[];

export type Tally = Record<SeatState, number>;

export function tally(seats: readonly BoardSeat[]): Tally {
  const counts = Object.fromEntries(seatStates.map((state) => [state, 0])) as Tally;
  for (const seat of seats) counts[seat.state] += 1;
  return counts;
}
