import type { IndexEntry } from "@kaochang/question-bank/draw-index.ts";
import type { GrantKind } from "../protocol/messages.ts";

/**
 * The sitting's 场次 own log: what concerns all its attempts at once. The secret stands in it only
 * from the close on; before, its hash does (a commitment: it cannot be changed afterwards).
 */
export type SittingEvent =
  | {
      type: "sitting-prepared";
      data: {
        exam: string;
        qualification: string;
        test: string;
        form: string;
        secretHash: string;
        rosterHash: string;
        bankDigest: string;
        blueprintDigest: string;
        attempts: string[];
      };
    }
  | { type: "sitting-started"; data: { at: number; by: string; attempts: number } }
  | {
      type: "time-granted";
      data: { ms: number; kind: GrantKind; by: string; reason: string; attempts: string[] };
    }
  /**
   * The server came back. Exam time stood still meanwhile, so every deadline moved by the outage:
   * `downMs` is what the wall clock says of its length (a label; null when it was not kept).
   */
  | { type: "sitting-resumed"; data: { exam: number; downMs: number | null } }
  /** The server's wall clock was set, by so many milliseconds; no deadline depends on it. */
  | { type: "wall-stepped"; data: { ms: number } }
  | { type: "sitting-closed"; data: { root: string; secret: string } };

interface SittingFacts {
  prepared: Extract<SittingEvent, { type: "sitting-prepared" }>["data"];
}

export type SittingState =
  | { phase: "none" }
  | (SittingFacts & { phase: "prepared" })
  | (SittingFacts & { phase: "running"; startedAt: number; startedWall: number })
  | (SittingFacts & {
      phase: "closed";
      startedAt: number;
      startedWall: number;
      root: string;
      secret: string;
    });

/** What stands in the log for whoever asks later and changes nothing of the sitting itself. */
const onlyNoted: ReadonlySet<string> = new Set(["time-granted", "sitting-resumed", "wall-stepped"]);

export function evolveSitting(state: SittingState, event: SittingEvent, wall: number): SittingState {
  if (event.type === "sitting-prepared") return { phase: "prepared", prepared: event.data };
  if (state.phase === "none") throw new Error(`the sitting's log begins with ${event.type}`);
  const { prepared } = state;
  if (onlyNoted.has(event.type)) return state;
  if (event.type === "sitting-started") {
    return { phase: "running", prepared, startedAt: event.data.at, startedWall: wall };
  }
  if (state.phase === "prepared" || event.type !== "sitting-closed") {
    throw new Error(`${event.type} cannot follow ${state.phase}`);
  }
  const { startedAt, startedWall } = state;
  return {
    phase: "closed",
    prepared,
    startedAt,
    startedWall,
    root: event.data.root,
    secret: event.data.secret,
  };
}

/**
 * What the sitting's papers were drawn from, kept so that they can be re-drawn and checked when the bank
 * has moved on. A stream of its own, because only a check reads it and it grows with the bank.
 */
export type DrawEvent = { type: "draw-frozen"; data: DrawSources };

/** Syllabus and form as their files stand, so that whoever checks the draw reads what the officer chose. */
export interface DrawSources {
  index: IndexEntry[];
  syllabus: unknown;
  form: unknown;
}

/** Names of the kinds of stream in the store. */
export function sittingStream(id: string): string {
  return `sitting/${id}`;
}

export function attemptStream(id: string): string {
  return `attempt/${id}`;
}

export function drawStream(id: string): string {
  return `draw/${id}`;
}
