import type { Hundredths } from "@kaochang/question-bank/points.ts";
import type { CandidatePaper, SittingSummary } from "./messages.ts";

/**
 * One attempt played back: GET /api/staff/attempts/:id/replay (officer; of a closed sitting). With `?points=1`
 * each item's points are in it; keys never are.
 */

/** How a time line marks a step; each kind has a shape and a word. */
export const replayMarks = [
  "answer",
  "flag",
  "waiting",
  "outage",
  "pause",
  "time",
  "move",
  "message",
  "incident",
  "signal",
  "server",
  "phase",
] as const;
export type ReplayMark = (typeof replayMarks)[number];

/** One thing that happened, in order. */
export interface ReplayStep {
  /** Exam time. An answer stands where the page says that it was written, as far as that can be; its order is the log's. */
  at: number;
  /** Wall clock, a label. */
  wall: number;
  mark: ReplayMark;
  /** Type of the event in the log. */
  what: string;
  /** The item that it concerns. */
  item: string | null;
  /** Who did it, and why or what was said. */
  by: string | null;
  text: string | null;
  /** A span that belongs to it: time that was granted, an outage of the server. */
  ms: number | null;
  /** What it changed of the answers that count; null: cleared. */
  answers: { item: string; response: unknown }[];
  flags: { item: string; flagged: boolean }[];
  /** The deadline from here on, where it was set or moved. Exam time. */
  deadline: number | null;
}

export interface ReplayView {
  answers: Readonly<Record<string, unknown>>;
  flags: readonly string[];
}

/** The answers and flags that count after these steps. */
export function replayed(steps: readonly ReplayStep[]): ReplayView {
  const answers: Record<string, unknown> = {};
  const flags = new Set<string>();
  for (const step of steps) {
    for (const { item, response } of step.answers) {
      if (response === null) delete answers[item];
      else answers[item] = response;
    }
    for (const { item, flagged } of step.flags) flagged ? flags.add(item) : flags.delete(item);
  }
  return { answers, flags: [...flags] };
}

export interface ItemPoints {
  item: string;
  earned: Hundredths;
  points: Hundredths;
}

export interface Replay {
  ok: true;
  sitting: SittingSummary;
  attempt: string;
  name: string;
  admissionNumber: string;
  /** Where it was sat, one after the other: the seat of the roster, then those that the candidate was moved to. */
  seats: { room: string; seat: string }[];
  paper: CandidatePaper;
  /** In the order in which they are played. */
  steps: ReplayStep[];
  /** Null unless asked for, or while the attempt has no score. */
  points: ItemPoints[] | null;
}
