import type { IndexEntry } from "@kaochang/question-bank/draw-index.ts";
import type { SeenItems } from "@kaochang/question-bank/draw-unseen.ts";
import type { Correction } from "@kaochang/scoring/correction.ts";
import type { PauseKind } from "../protocol/acts.ts";
import type { ConductLimits } from "../protocol/conduct.ts";
import type { IncidentCategory } from "../protocol/incidents.ts";
import type { GrantKind } from "../protocol/messages.ts";
import { type RecordedIncident, withWithdrawn } from "./proctored.ts";
import type { Now } from "./state.ts";

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
        /** As in each attempt's terms; older logs have none. */
        start?: "own" | undefined;
        /** What the proctors' board goes by; older logs have none. */
        board?: BoardTerms | undefined;
      };
    }
  /** 收回试卷, before the start: no attempt of this sitting is ever sat; its plan may have papers drawn anew, for another one. */
  | { type: "sitting-withdrawn"; data: { by: string; reason: string } }
  /** With own starts: the doors are open. */
  | {
      type: "sitting-started";
      data: {
        at: number;
        by: string;
        attempts: number;
        /** What was missing, in sentences, and who started it knew; absent: nothing, or an older log. */
        acknowledged?: string[] | undefined;
      };
    }
  | {
      type: "time-granted";
      data: { ms: number; kind: GrantKind; by: string; reason: string; attempts: string[] };
    }
  /** Acts on many: `attempts` are those that each act reached, and whose own logs have it too. */
  | {
      type: "attempts-suspended";
      data: { kind: PauseKind; credited: boolean; by: string; reason: string; attempts: string[] };
    }
  | { type: "attempts-resumed"; data: { kind: PauseKind; by: string; attempts: string[] } }
  | { type: "message-sent"; data: { id: string; text: string; by: string; attempts: string[] } }
  /** Of a room, or of the whole sitting (`room: null`); those of one attempt stand in its own log. */
  | {
      type: "incident-recorded";
      data: IncidentCategory & { room: string | null; text: string; by: string };
    }
  /** It was recorded by mistake: the `number`-th of this log, from 1. */
  | { type: "incident-withdrawn"; data: { number: number; by: string; reason: string } }
  /** 更正答案: `attempts` are those that were closed and have the item; each was scored anew in the same transaction. */
  | { type: "key-corrected"; data: Correction & { by: string; reason: string; attempts: string[] } }
  /** 发布成绩: from here on candidates see their scores. */
  | { type: "results-released"; data: { by: string } }
  /** 复核: once for each attempt, in the candidate's words. */
  | { type: "recheck-asked"; data: { attempt: string; text: string } }
  | { type: "recheck-answered"; data: { attempt: string; text: string; by: string } }
  /**
   * The server came back. Exam time stood still meanwhile, so every deadline moved by the outage:
   * `downMs` is what the wall clock says of its length (a label; null when it was not kept).
   */
  | { type: "sitting-resumed"; data: { exam: number; downMs: number | null } }
  /** 结束本场: nothing is reopened from here on. `absent`: attempts of those who never came; `acknowledged`: how many of them might have, to the end. */
  | { type: "sitting-ended"; data: { by: string; absent: string[]; acknowledged?: number | undefined } }
  /** The server's wall clock was set, by so many milliseconds; no deadline depends on it. */
  | { type: "wall-stepped"; data: { ms: number } }
  /**
   * `heads`: what the root is over, by its name: each attempt's last hash, to which what comes later chains,
   * this log's last hash before this event, and digests of the archive's files that are no logs. Older logs
   * have the attempts' only, or none.
   */
  | {
      type: "sitting-closed";
      data: { root: string; heads?: Readonly<Record<string, string>>; secret: string };
    };

/** Terms of a sitting that concern its proctors alone. */
export interface BoardTerms {
  conduct: ConductLimits;
  confirmPerson: boolean;
}

type DataOf<T extends SittingEvent["type"]> = Extract<SittingEvent, { type: T }>["data"];

interface SittingFacts {
  prepared: DataOf<"sitting-prepared">;
  messages: readonly (DataOf<"message-sent"> & Now)[];
  incidents: readonly (RecordedIncident & { room: string | null })[];
  corrections: readonly (DataOf<"key-corrected"> & Now)[];
  /** Null until the results are released. */
  released: (DataOf<"results-released"> & Now) | null;
  /** Null until somebody ends the sitting; one that nobody ended closes by itself. */
  ended: (DataOf<"sitting-ended"> & Now) | null;
  /** By attempt. */
  rechecks: Readonly<Record<string, Recheck>>;
}

/** A request for a re-check 复核 and its answer. Wall clocks in milliseconds. */
export interface Recheck {
  asked: { text: string; wall: number };
  answer: { text: string; by: string; wall: number } | null;
}

export type SittingState =
  | { phase: "none" }
  | (SittingFacts & { phase: "prepared" })
  | (SittingFacts & { phase: "withdrawn"; withdrawn: DataOf<"sitting-withdrawn"> & Now })
  | (SittingFacts & { phase: "running"; startedAt: number; startedWall: number })
  | (SittingFacts & {
      phase: "closed";
      startedAt: number;
      startedWall: number;
      root: string;
      secret: string;
    });

/** What stands in the log for whoever asks later and changes nothing of the sitting itself. */
const onlyNoted: ReadonlySet<string> = new Set([
  "time-granted",
  "attempts-suspended",
  "attempts-resumed",
  "sitting-resumed",
  "wall-stepped",
]);

/** Folds one event into the state. `at` is the event's own time. */
export function evolveSitting(state: SittingState, event: SittingEvent, { exam, wall }: Now): SittingState {
  // Only the times: callers hand in whole stored events, whose other fields are nobody's here.
  const at = { exam, wall };
  if (event.type === "sitting-prepared") {
    return { ...begun, phase: "prepared", prepared: event.data };
  }
  if (state.phase === "none") throw new Error(`the sitting's log begins with ${event.type}`);
  if (onlyNoted.has(event.type)) return state;
  if (event.type === "message-sent") {
    return { ...state, messages: [...state.messages, { ...event.data, ...at }] };
  }
  if (event.type === "incident-recorded") {
    return { ...state, incidents: [...state.incidents, { ...event.data, ...at, withdrawn: null }] };
  }
  if (event.type === "incident-withdrawn") {
    return { ...state, incidents: withWithdrawn(state.incidents, event.data) };
  }
  if (event.type === "sitting-ended") return { ...state, ended: { ...event.data, ...at } };
  if (isAboutResults(event)) return { ...state, ...withResults(state, event, at) };
  if (state.phase === "withdrawn") throw new Error(`${event.type} follows a withdrawal`);
  if (event.type === "sitting-withdrawn" && state.phase === "prepared") {
    return { ...facts(state), phase: "withdrawn", withdrawn: { ...event.data, ...at } };
  }
  if (event.type === "sitting-started") {
    return { ...facts(state), phase: "running", startedAt: event.data.at, startedWall: at.wall };
  }
  if (state.phase === "prepared" || event.type !== "sitting-closed") {
    throw new Error(`${event.type} cannot follow ${state.phase}`);
  }
  const { startedAt, startedWall } = state;
  const { root, secret } = event.data;
  return { ...facts(state), phase: "closed", startedAt, startedWall, root, secret };
}

const begun = { messages: [], incidents: [], corrections: [], released: null, ended: null, rechecks: {} };

function facts(state: SittingFacts): SittingFacts {
  const { prepared, messages, incidents, corrections, released, ended, rechecks } = state;
  return { prepared, messages, incidents, corrections, released, ended, rechecks };
}

const aboutResults = ["key-corrected", "results-released", "recheck-asked", "recheck-answered"] as const;
type ResultsEvent = Extract<SittingEvent, { type: (typeof aboutResults)[number] }>;

function isAboutResults(event: SittingEvent): event is ResultsEvent {
  return aboutResults.some((type) => type === event.type);
}

function withResults(
  state: SittingFacts,
  { type, data }: ResultsEvent,
  { exam, wall }: Now,
): Partial<SittingFacts> {
  switch (type) {
    case "key-corrected":
      return { corrections: [...state.corrections, { ...data, exam, wall }] };
    case "results-released":
      return { released: { ...data, exam, wall } };
    case "recheck-asked":
      return withRecheck(state, data.attempt, { asked: { text: data.text, wall }, answer: null });
    case "recheck-answered": {
      const asked = state.rechecks[data.attempt]?.asked;
      if (!asked) throw new Error(`${type} before it was asked`);
      const { attempt, text, by } = data;
      return withRecheck(state, attempt, { asked, answer: { text, by, wall } });
    }
  }
}

function withRecheck({ rechecks }: SittingFacts, attempt: string, recheck: Recheck) {
  return { rechecks: { ...rechecks, [attempt]: recheck } };
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
  /** What make-up papers were drawn without; absent in other sittings. */
  seen?: SeenItems;
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
