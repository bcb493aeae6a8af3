import { z } from "zod";
import type { Change } from "./messages.ts";
import type { Refusal } from "./refusal.ts";

/**
 * Rehearsals 演练: simulated candidates sit a sitting of their own over the real protocol. What the
 * program that simulates them asks (`POST /api/staff/rehearsal/desk/<act>`, or `/control/rehearsal-<act>`
 * on the server's own machine), and what the officer's page reads.
 */
export const maxRehearsalCandidates = 2000;

const id = z.string().min(1).max(64);
const count = z.int().min(0).max(1e12);
const ms = z.number().min(0).max(1e12);
const share = z.number().min(0).max(1);

export const rehearsalPlan = z.strictObject({
  candidates: z.int().min(1).max(maxRehearsalCandidates),
  /** Length of the sitting; a 90-minute exam's answers are given in it. */
  minutes: z.number().min(0.1).max(180),
  /** Share of the candidates who are cut off for a third of the time. */
  offlineShare: share,
  /** Whether the server is killed and started again in the middle. */
  killServer: z.boolean(),
});
export type RehearsalPlan = z.infer<typeof rehearsalPlan>;

export const rehearsalStages = ["preparing", "arriving", "answering", "collecting", "comparing"] as const;
export type RehearsalStage = (typeof rehearsalStages)[number];

const progress = z.strictObject({
  stage: z.enum(rehearsalStages),
  connected: count,
  /** Answers that the server has acknowledged. */
  saved: count,
  /** Of the whole rehearsal, 0 to 1. */
  done: share,
});
export type RehearsalProgress = z.infer<typeof progress>;

/** Milliseconds below which half, 95 % and 99 % of the measurements lie. */
const spread = z.strictObject({ p50: ms, p95: ms, p99: ms });
export type Spread = z.infer<typeof spread>;

const figures = z.strictObject({
  connections: z.strictObject({ asked: count, made: count }),
  saves: z.strictObject({
    acknowledged: count,
    perSecond: z.number().min(0),
    /** In the busiest second. */
    peakPerSecond: count,
    /** From the change to its acknowledgement, where the line held all the while. */
    latency: spread,
    /** Acknowledged only after the line had been lost. */
    resent: count,
  }),
  /** From the start to the first item that can be read. */
  firstItem: spread,
  /** Acknowledged answers that the server does not have as they were. */
  lost: count,
  /** Seats that were shown a time more than a second off. */
  wrongDeadlines: count,
  /** Answers still on the simulated PCs when all was over. */
  undelivered: count,
  refused: count,
  quarantined: count,
  handedIn: count,
  /** Candidates who were cut off on purpose. */
  cutOff: count,
  /** The killed server: how long it was away; null when it was not killed. */
  outageMs: ms.nullable(),
  /** CPU as a share of one core, memory in bytes. */
  server: z.strictObject({
    cpu: z.number().min(0),
    cpuPeak: z.number().min(0),
    memoryBefore: count,
    memoryPeak: count,
    /** The least that the machine had left. */
    freeMemory: count,
  }),
  /** The PC that simulates the candidates. */
  loadPc: z.strictObject({ cpu: z.number().min(0), cpuPeak: z.number().min(0), saturated: z.boolean() }),
  /** How many times faster than in a 90-minute exam the answers came. */
  pace: z.number().min(0),
});
export type RehearsalFigures = z.infer<typeof figures>;

const text = z.string().max(600);

/** Of a rehearsal that ran to its end. */
export const rehearsalReport = z.strictObject({
  format: z.literal("kaochang-rehearsal/1"),
  /** Wall clock of the end, milliseconds. */
  at: z.int(),
  plan: rehearsalPlan,
  /** Whether the candidates were simulated on the server's own machine: then the LAN was not tested. */
  local: z.boolean(),
  verdict: z.enum(["ready", "not-ready"]),
  /** In Chinese, the verdict first. */
  summary: text,
  reasons: z.array(z.strictObject({ text, todo: text })).max(30),
  /** What this rehearsal does not say. */
  notes: z.array(text).max(30),
  lines: z
    .array(z.strictObject({ name: text, value: text, good: text, state: z.enum(["good", "bad", "note"]) }))
    .max(40),
  figures,
});
export type RehearsalReport = z.infer<typeof rehearsalReport>;

/** What the simulating program asks. */
export const rehearsalRequests = {
  /** Makes the rehearsal's own sitting; refused while a real one runs. */
  prepare: rehearsalPlan,
  /** 开考 of the rehearsal. */
  start: z.strictObject({ sitting: id }),
  /** Once a second: tells how far it is, and hears how the server is and whether to stop. */
  watch: z.strictObject({ sitting: id, plan: rehearsalPlan, progress }),
  /** What the log has of each attempt of a closed rehearsal, page by page. */
  answers: z.strictObject({ sitting: id, from: z.int().min(0).max(maxRehearsalCandidates) }),
  /** It is over: its sitting is closed if it is not, the report is kept; or there is none, and `failure` says why. */
  finish: z.strictObject({ sitting: id, report: rehearsalReport.nullable(), failure: text.nullable() }),
} as const;
export type RehearsalRequest = keyof typeof rehearsalRequests;

/** A candidate who does not exist, with the sign-in data. */
export interface RehearsalPerson {
  admissionNumber: string;
  idNumber: string;
}

/** What the log has of one attempt. */
export interface KeptAttempt {
  attempt: string;
  /** Item id → response that counts. */
  answers: Record<string, unknown>;
  entries: { journal: string; seq: number; change: Change; counted: boolean }[];
}

export interface RehearsalReplies {
  prepare: {
    ok: true;
    sitting: string;
    people: RehearsalPerson[];
    /** Length of the sitting and network grace, milliseconds. */
    duration: number;
    grace: number;
    /** Candidates of the largest real sitting that is prepared; 0 when there is none. */
    largest: number;
    /** Memory of the server's process before, bytes. */
    memory: number;
  };
  start: { ok: true };
  watch: {
    ok: true;
    phase: "prepared" | "running" | "closed";
    /** CPU that the server's process has used since it began, milliseconds. */
    cpuMs: number;
    memory: number;
    freeMemory: number;
    /** Whether and why the rehearsal is to end now. */
    stop: "cancelled" | "real-sitting" | null;
    /** A real sitting is prepared or running: the server must not be killed. */
    realOpen: boolean;
  };
  answers: { ok: true; attempts: KeptAttempt[]; next: number | null };
  finish: { ok: true };
}

/** GET /api/staff/rehearsal (officer). POST the same path with a RehearsalPlan begins one; POST …/cancel ends it. */
export interface RehearsalStatus {
  ok: true;
  running: { plan: RehearsalPlan; progress: RehearsalProgress; cancelled: boolean } | null;
  last: RehearsalReport | null;
  /** Why the latest one that was begun here brought no report, in Chinese; null when it did. */
  failure: string | null;
  /** Why none may begin now; null: one may. */
  refused: Refusal | null;
  /** Whether the server may be killed in one: no real sitting is prepared. */
  mayKill: boolean;
  /** Candidates of the largest real sitting that is prepared; 0 when there is none. */
  largest: number;
}
