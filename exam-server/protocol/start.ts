import type { Refusal } from "./refusal.ts";

/** What is missing when a sitting is about to be started; whoever starts it all the same says that they know. */
export interface StartGap {
  /** Stays the same while the gap does, whatever its sentence counts. */
  id: string;
  /** Chinese, one sentence, without names of candidates: it goes into the sitting's log. */
  sentence: string;
  /** The same in English. */
  english: string;
}

/** What a proctor is told before 开考. Labels are of the server's wall clock, which stops nothing. */
export interface StartCheck {
  ok: true;
  /** Whether who asks may start it: it starts in all its rooms at once. */
  may: boolean;
  /** Names of the proctors who may, as sheets print them; none: an officer must. */
  chiefs: string[];
  /** When it should begin, e.g. "2026-05-29T13:30"; null: it belongs to no plan. */
  planned: string | null;
  now: string;
  /** How long after it one may still enter, or begin; null: to the end, or it belongs to no plan. */
  entryMinutes: number | null;
  gaps: StartGap[];
}

/** Nothing has been started: these gaps were not acknowledged. */
export interface StartUnacknowledged extends Refusal {
  code: "start-unacknowledged";
  gaps: StartGap[];
}

/** Two labels as they are compared: without the day where it is the same. */
export function besideEachOther(planned: string, now: string): [planned: string, now: string] {
  const sameDay = planned.slice(0, 10) === now.slice(0, 10);
  const short = (label: string) => (sameDay ? label.slice(11) : label.replace("T", " "));
  return [short(planned), short(now)];
}
