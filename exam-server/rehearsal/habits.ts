import type { Habits } from "./simulated-candidate.ts";

/** Most hand in, in the last quarter; the others are collected. */
const handingInShare = 0.7;
const earliest = 0.75;
/** Everybody has answered by then, so that nothing is written after the deadline. */
const latest = 0.95;

/**
 * When one candidate of a sitting of `duration` milliseconds does what. `cutOff`: the cable is out for a
 * third of the time, from a random moment.
 */
export function habitsFor(duration: number, cutOff: boolean, random: () => number): Habits {
  const done = earliest + random() * (latest - earliest);
  const handsIn = random() < handingInShare;
  const cutAt = 0.05 + random() * 0.5;
  return {
    readsAt: Math.min(3000, duration * 0.03) * random(),
    doneAt: duration * (handsIn ? done : latest),
    handsInAt: handsIn ? duration * Math.min(done + 0.005, latest) : null,
    cut: cutOff ? { from: duration * cutAt, to: duration * (cutAt + 1 / 3) } : null,
  };
}
