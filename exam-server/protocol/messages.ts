import type { CandidateItem } from "@kaochang/question-bank/candidate-view.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";
import type { SectionRule } from "@kaochang/question-bank/section-rule.ts";
import { z } from "zod";
import type { Refusal, RefusalCode } from "./refusal.ts";

/**
 * The whole wire protocol between pages and server, both directions. Requests are checked with zod
 * once, where they arrive; replies and pushes are types only, because the server makes them.
 * Socket.IO carries them: each request is an event with one argument and an acknowledgement callback
 * that receives `{ ok: true, … }` or a Refusal. Namespaces: `/candidate`, `/staff`.
 */
export const protocolVersion = 1;

/** Socket.IO handshake `auth` of both namespaces. Who it is comes from the httpOnly cookie. */
export const handshake = z.object({ protocol: z.literal(protocolVersion) });

/** Largest message that a page may send, in bytes; a batch of entries stays far below. */
export const maxMessageBytes = 256 * 1024;
/** Most entries of one journal: three a second for two hours. More is no person. */
export const maxEntries = 20_000;
/** Most entries in one `entries` message. */
export const maxBatch = 200;

const id = z.string().min(1).max(64);
/** Random id of one browser profile's journal, made by the page: 16 bytes in hexadecimal. */
export const journalId = z.string().regex(/^[0-9a-f]{32}$/);
const examMs = z.number().min(0).max(1e12);

/**
 * JSON of at most four levels. No response is deeper, and what is deeper would exhaust the stack of
 * whoever walks it: one message must never stop the server.
 */
const shallowJson = z.custom<unknown>((value) => isShallowJson(value, 4), "too deep, or no JSON");

function isShallowJson(value: unknown, levels: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || levels === 0) return false;
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return plain && Object.values(value).every((inner) => isShallowJson(inner, levels - 1));
}

/** One change that a candidate made, as it stands in the journal on the PC. */
export const entry = z.strictObject({
  /** 1, 2, 3 … within the journal, without gaps. */
  seq: z.int().min(1).max(maxEntries),
  /** Lease epoch under which it was written. */
  epoch: z.int().min(1),
  /** The page's estimate of exam time when it was written, in milliseconds. */
  made: examMs,
  change: z.discriminatedUnion("kind", [
    /** `response: null` clears the answer. The shape of a response is its interaction type's. */
    z.strictObject({ kind: z.literal("respond"), item: id, response: shallowJson }),
    z.strictObject({ kind: z.literal("flag"), item: id, flagged: z.boolean() }),
  ]),
});
export type Entry = z.infer<typeof entry>;
export type Change = Entry["change"];

/** Requests of the candidate's page; names are socket events. */
export const candidateRequests = {
  /** Takes the lease of one's attempt for this browser profile; the reply is everything to show. */
  open: z.strictObject({ journal: journalId }),
  "confirm-identity": z.strictObject({ epoch: z.int().min(1) }),
  "accept-rules": z.strictObject({ epoch: z.int().min(1) }),
  entries: z.strictObject({
    journal: journalId,
    epoch: z.int().min(1),
    entries: z.array(entry).min(1).max(maxBatch),
  }),
  /** `lastSeq`: the last entry that the journal ever wrote (0 if none); all must have arrived. */
  "hand-in": z.strictObject({ journal: journalId, epoch: z.int().min(1), lastSeq: z.int().min(0) }),
  /** One round trip of the clock; the page keeps the offset of the fastest of several. */
  sync: z.strictObject({}),
} as const;

/** Requests of staff pages. */
export const staffRequests = {
  /** Begins to watch a sitting: the reply is its board, `board` pushes follow. */
  watch: z.strictObject({ sitting: id }),
  /** 开考: starts every attempt of the sitting at the same moment. */
  start: z.strictObject({ sitting: id }),
  /** Lets another seat take an attempt over (换机). */
  "release-seat": z.strictObject({ attempt: id, reason: z.string().trim().min(1).max(200) }),
  sync: z.strictObject({}),
} as const;

export type CandidateRequest = keyof typeof candidateRequests;
export type StaffRequest = keyof typeof staffRequests;
export type Payload<S extends Record<string, z.ZodType>, N extends keyof S> = z.infer<S[N]>;

export type Phase = "identity" | "rules" | "waiting" | "running" | "collecting" | "closed";

/** Exam time in milliseconds, and the server's wall clock (label only). */
export interface ClockReading {
  exam: number;
  wall: number;
}

export interface CandidateSection {
  id: string;
  title: string;
  type: string;
  count: number;
  points: Hundredths;
  rule: SectionRule;
  /** Item ids in the order shown. */
  items: string[];
}

/** The paper as a candidate may see it. */
export interface CandidatePaper {
  sections: CandidateSection[];
  items: CandidateItem[];
}

/** 交卷回执. `head` is the hash of the attempt's closing event. */
export interface Receipt {
  number: string;
  reason: "handed-in" | "time-up" | "absent";
  /** Wall clock, milliseconds since 1970, for display. */
  at: number;
  answered: number;
  unanswered: number;
  quarantined: number;
  head: string;
}

export interface Identity {
  name: string;
  admissionNumber: string;
  /** All but the first and last few characters hidden. */
  maskedIdNumber: string;
  room: string;
  seat: string;
}

/** Everything that the candidate's page shows, computed from the log and the clock. */
export interface AttemptView {
  attempt: string;
  phase: Phase;
  /** Grows with every change of this attempt; an older view never replaces a newer one. */
  version: number;
  exam: {
    qualification: string;
    test: string;
    minutes: number;
    fullPoints: Hundredths;
    passMark: Hundredths;
  };
  /** 考生须知 as safe HTML. */
  rulesHtml: string;
  identity: Identity;
  epoch: number;
  clock: ClockReading & {
    /** Exam time; null before the start. */
    startedAt: number | null;
    deadline: number | null;
    handInOpensAt: number | null;
    /** Milliseconds left at which the page reminds. */
    remindAt: number[];
  };
  /** Null before the start and after the end. */
  paper: CandidatePaper | null;
  answers: Record<string, unknown>;
  flags: string[];
  /** Highest sequence number that the server has of this page's journal. */
  lastSeq: number;
  receipt: Receipt | null;
}

export type EntryReply =
  | { seq: number; result: "accepted" }
  /** Durable on the server, waiting for a proctor; may leave the journal. */
  | { seq: number; result: "quarantined"; code: RefusalCode }
  /** Set aside and shown; does not block later ones. */
  | { seq: number; result: "refused"; code: RefusalCode };

export type Reply<T> = ({ ok: true } & T) | Refusal;

export interface CandidateReplies {
  open: Reply<{ view: AttemptView }>;
  "confirm-identity": Reply<{ view: AttemptView }>;
  "accept-rules": Reply<{ view: AttemptView }>;
  /** `expected`: the next sequence number that the server wants; entries without a reply are sent again from there. */
  entries: Reply<{ replies: EntryReply[]; expected: number }>;
  "hand-in": Reply<{ receipt: Receipt }>;
  sync: Reply<ClockReading>;
}

/** Server → candidate's page. */
export interface CandidatePushes {
  /** The attempt changed (start, end, clock); always the complete view, as `open` gives it. */
  view: (view: AttemptView) => void;
  /** Asks whether a page is alive, before another page may take its place. */
  alive: (answer: () => void) => void;
  /** This seat is no longer the one that answers. */
  fenced: (refusal: Refusal) => void;
}

/** One seat on the board. */
export interface BoardSeat {
  attempt: string;
  room: string;
  seat: string;
  name: string;
  admissionNumber: string;
  state:
    | "not-arrived"
    | "signed-in"
    | "waiting"
    | "answering"
    | "offline"
    | "collecting"
    | "handed-in"
    | "time-up"
    | "absent";
  /** Exam time since which the state holds. */
  since: number;
  answered: number;
  total: number;
  flagged: number;
  quarantined: number;
  /** Exam time; null before the start. */
  deadline: number | null;
}

export interface SittingSummary {
  id: string;
  title: string;
  test: string;
  practice: boolean;
  phase: "prepared" | "running" | "closed";
  candidates: number;
  minutes: number;
  /** Wall clock of the preparation, for display. */
  preparedAt: number;
  startedAt: number | null;
  /** SHA-256 of the sitting's secret and of its roster, published before the start. */
  secretHash: string;
  rosterHash: string;
  /** Root over the heads of all attempts' logs; null until closed. */
  root: string | null;
}

export interface StaffReplies {
  watch: Reply<{ sitting: SittingSummary; seats: BoardSeat[]; clock: ClockReading }>;
  start: Reply<{ sitting: SittingSummary; started: number }>;
  "release-seat": Reply<Record<never, never>>;
  sync: Reply<ClockReading>;
}

/** Server → staff pages. */
export interface StaffPushes {
  /** The seats that changed since the last push, at most once a second. */
  board: (change: { sitting: SittingSummary; seats: BoardSeat[]; clock: ClockReading }) => void;
}
