import type { PcNote } from "@kaochang/exam-server/protocol/messages.ts";

/** A conduct signal as a note carries it. */
export type Signal = Extract<PcNote, { made: number }>;

/** The protocol's bounds. */
const mostTimes = 1000;
const mostOf = 1e9;

const sum = (one: number, other: number) => Math.min(mostOf, one + other);

/** Both as one note; of other kinds than `one`, nothing is taken over. */
function joined(one: Signal, next: Signal): Signal {
  const made = Math.max(one.made, next.made);
  const times = Math.min(mostTimes, one.times + next.times);
  if (one.kind === "left" && next.kind === "left") return { ...one, made, times, ms: sum(one.ms, next.ms) };
  if (one.kind === "pasted" && next.kind === "pasted")
    return { ...one, made, times, length: sum(one.length, next.length) };
  return { ...one, made, times };
}

/** With one more signal: at most one of each kind waits, however many there are. */
export function withSignal(waiting: readonly Signal[], next: Signal): Signal[] {
  const known = waiting.some(({ kind }) => kind === next.kind);
  return known
    ? waiting.map((one) => (one.kind === next.kind ? joined(one, next) : one))
    : [...waiting, next];
}
