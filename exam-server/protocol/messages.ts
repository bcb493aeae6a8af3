import type { CandidateItem } from "@kaochang/question-bank/candidate-view.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";
import type { SectionRule } from "@kaochang/question-bank/section-rule.ts";
import { z } from "zod";
import {
  type ActNote,
  actRequests,
  id,
  type PauseShown,
  type PauseState,
  reason,
  type SentMessage,
  type SpareSeat,
  type UnseenMessage,
} from "./acts.ts";
import type { ConductLimits } from "./conduct.ts";
import { type EndUnacknowledged, sittingEnd } from "./end.ts";
import { type Change, type Entry, isEntry, maxEntries } from "./entry.ts";
import type { Incident } from "./incidents.ts";
import type { PapersWithdrawn, Refusal, RefusalCode } from "./refusal.ts";
import type { StartCheck, StartUnacknowledged } from "./start.ts";

/**
 * The whole wire protocol between pages and server, both directions. Requests are checked with zod
 * once, where they arrive; replies and pushes are types only, because the server makes them.
 * Socket.IO carries them: each request is an event with one argument and an acknowledgement callback
 * that receives `{ ok: true, … }` or a Refusal. Namespaces: `/candidate`, `/staff`.
 */
export const protocolVersion = 1;

export { type Change, type Entry, maxEntries } from "./entry.ts";

/**
 * Socket.IO handshake `auth` of both namespaces. Who it is comes from the httpOnly cookie. `attempt`: the one that
 * a candidate's page belongs to; without it, as after a sign-in, the server says which of theirs is meant.
 */
export const handshake = z.object({
  protocol: z.literal(protocolVersion),
  attempt: id.optional().catch(undefined),
});

/** Largest message that a page may send, in bytes; a batch of entries stays far below. */
export const maxMessageBytes = 256 * 1024;
/** Most entries in one `entries` message. */
export const maxBatch = 200;

/** Random id of one browser profile's journal, made by the page: 16 bytes in hexadecimal. */
export const journalId = z.string().regex(/^[0-9a-f]{32}$/);

export const entry = z.custom<Entry>(isEntry, "no entry");

/**
 * What every conduct signal says: how often it happened, up to the exam time `made`. A page gathers what
 * comes in quick succession into one note; by `made` a note that is sent twice is known and counted once.
 */
const signal = { made: z.int().min(0).max(1e15), times: z.int().min(0).max(1000) };

/** What a page tells of its PC and of what is done on it: telemetry, bounded in number, and the first thing to be shed. */
export const pcNote = z.discriminatedUnion("kind", [
  /** Whether answers are kept on this PC's disk. */
  z.strictObject({ kind: z.literal("disk"), keeps: z.boolean() }),
  /** The wall clock moved by so many milliseconds more than the monotonic one: it was set, or the PC slept. */
  z.strictObject({ kind: z.literal("clock-jump"), ms: z.int().min(-1e13).max(1e13) }),
  /** Another window or page was in front of this one for so long; `times` is 0 where it goes on from the note before. */
  z.strictObject({ kind: z.literal("left"), ...signal, ms: z.int().min(0).max(1e9) }),
  z.strictObject({ kind: z.literal("full-screen-left"), ...signal }),
  /** Text that was not copied on this page came into a typed answer: its length in all, never the text. */
  z.strictObject({ kind: z.literal("pasted"), ...signal, length: z.int().min(0).max(1e9) }),
]);
export type PcNote = z.infer<typeof pcNote>;

/** Most notes of each kind that one attempt keeps; a room full of broken pages must not fill the server's disk. */
export const maxNotes = 100;

const epoch = z.int().min(1);

/** Requests of the candidate's page; names are socket events. */
export const candidateRequests = {
  /** Takes the lease of one's attempt for this browser profile; the reply is everything to show. */
  open: z.strictObject({ journal: journalId }),
  "confirm-identity": z.strictObject({ epoch }),
  /** 信息有误: raises a hand on the board; `wrong: false` takes it down again. */
  "doubt-identity": z.strictObject({ epoch, wrong: z.boolean() }),
  "accept-rules": z.strictObject({ epoch }),
  /** 开始考试, where each candidate begins by themselves: the attempt's time runs from here, and its key is released. */
  begin: z.strictObject({ epoch }),
  /** The paper, sealed: asked for while waiting, read when the start has brought the key. */
  paper: z.strictObject({}),
  /**
   * Of the journal that holds the lease. Also of one that held it before the attempt was moved: what that
   * PC still has is kept for a proctor to compare, and never counted by itself. `attempt`: another one of the same
   * candidate, of which this PC still keeps entries; the epoch is then the one that the journal holds there.
   */
  entries: z.strictObject({
    journal: journalId,
    epoch,
    entries: z.array(entry).min(1).max(maxBatch),
    attempt: id.optional(),
  }),
  /** `lastSeq`: the last entry that the journal ever wrote (0 if none); all must have arrived. */
  "hand-in": z.strictObject({ journal: journalId, epoch, lastSeq: z.int().min(0) }),
  /** The page shows the deadline after so many changes of it. */
  "time-seen": z.strictObject({ epoch, changes: z.int().min(1).max(1000) }),
  note: z.strictObject({ epoch, note: pcNote }),
  /**
   * How many answers the journal holds that no reply has come for, when its last entry is number `head`: once on
   * each connection, and where they wait for seconds. The board shows it; it is kept in memory only, and shed first.
   */
  unsent: z.strictObject({
    journal: journalId,
    head: z.int().min(0).max(maxEntries),
    answers: z.int().min(0).max(maxEntries),
  }),
  /** The screen is blank: every pause that the view names has reached this seat. */
  "pause-seen": z.strictObject({ epoch }),
  /** A proctor's message stands on the screen. */
  "message-shown": z.strictObject({ epoch, id }),
  /** The candidate has closed a proctor's message. */
  "message-seen": z.strictObject({ epoch, id }),
  /** One round trip of the clock; the page keeps the offset of the fastest of several. */
  sync: z.strictObject({}),
} as const;

/** One grant is at most a day; more is a typing error. */
const maxGrantMs = 24 * 3_600_000;

/** extension 延时: more time than was planned; credit 补时: time that was lost is given back. */
export const grantKinds = ["extension", "credit"] as const;
export type GrantKind = (typeof grantKinds)[number];

/** Time for some attempts of a sitting, or for all of them (`attempts: null`), in one act. */
export const timeGrant = z.strictObject({
  sitting: id,
  attempts: z.array(id).min(1).max(5000).nullable(),
  ms: z.int().min(1000).max(maxGrantMs),
  kind: z.enum(grantKinds),
  reason,
});
export type TimeGrant = z.infer<typeof timeGrant>;

/** Tells an entry from another one that came under the same number. */
const entryDigest = z.string().regex(/^[0-9a-f]{16}$/);

/** A proctor's decision on quarantined entries of one attempt: count them, or set them aside. */
export const quarantineDecision = z.strictObject({
  attempt: id,
  entries: z
    .array(z.strictObject({ journal: journalId, seq: z.int().min(1).max(maxEntries), digest: entryDigest }))
    .min(1)
    .max(maxEntries),
  admit: z.boolean(),
  reason,
});
export type QuarantineDecision = z.infer<typeof quarantineDecision>;

/** Requests of staff pages. */
export const staffRequests = {
  /** Begins to watch a sitting: the reply is its board, `board` pushes follow. */
  watch: z.strictObject({ sitting: id }),
  /** 开考: starts every attempt of the sitting at the same moment. */
  start: z.strictObject({
    sitting: id,
    /** Ids of the gaps of which whoever starts it knows (start.ts); one that is left out is asked about. */
    acknowledged: z.array(z.string().max(80)).max(1000).optional(),
  }),
  /** Who may start it, when it was planned for, what is missing. */
  "start-check": z.strictObject({ sitting: id }),
  /**
   * 结束本场, when nobody may enter or answer any more: those who never came are absent, and no hand-in is taken
   * back any more. Where entry is open to the end it must be said how many are absent by it.
   */
  "end-sitting": sittingEnd.extend({ sitting: id }),
  ...actRequests,
  "grant-time": timeGrant,
  /** The page that was refused at this attempt's door has been dealt with; it may ask again. */
  "dismiss-knock": z.strictObject({ attempt: id }),
  /** Whoever said that their identity is shown wrongly has been dealt with. */
  "settle-identity": z.strictObject({ attempt: id }),
  /** What waits for a decision in one attempt, beside what the server counts now. */
  quarantine: z.strictObject({ attempt: id }),
  "decide-quarantine": quarantineDecision,
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

/** How a paper lies on a seat before the start (sealed-paper.ts). */
export interface SealedPaper {
  /** A PaperBundle as JSON, compressed with gzip, sealed under the attempt's key. */
  sealed: Uint8Array;
  /** Names of the sealed pictures that the paper needs: `GET /media/sealed/<name>`. They tell nothing but their number. */
  pictures: string[];
}

/** How an attempt ended: by its candidate, at its deadline, unattended, or by a proctor (收卷). */
export const closeReasons = ["handed-in", "time-up", "absent", "forced"] as const;
export type CloseReason = (typeof closeReasons)[number];

/** Whether a seat's attempt has ended. */
export function isClosed({ state }: Pick<BoardSeat, "state">): boolean {
  return closeReasons.some((reason) => reason === state);
}

/** 交卷回执. `head` is the hash of the attempt's closing event. */
export interface Receipt {
  number: string;
  reason: CloseReason;
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

/** How a candidate who begins by themselves may do so. */
export interface OwnStart {
  /** Whether the doors are open. */
  open: boolean;
  /** Exam time; null: before the opening, or without limit. */
  until: number | null;
  /** How long they have from then on, in milliseconds. */
  ms: number;
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
    /** The planned start by the clock on the wall, as "2026-05-29T09:00"; null where none was planned. */
    begins: string | null;
    fullPoints: Hundredths;
    passMark: Hundredths;
  };
  /** How long this candidate has in all, in milliseconds; `extra` of it is personal extra time. */
  duration: { ms: number; extra: number };
  /** 考生须知 as safe HTML; empty once they are accepted. */
  rulesHtml: string;
  identity: Identity;
  /** The candidate has said that it is wrong, and nobody has dealt with that yet. */
  identityDoubted: boolean;
  epoch: number;
  clock: ClockReading & {
    /** Exam time; null before the start. */
    startedAt: number | null;
    deadline: number | null;
    /** When collecting is over and the receipt is made. */
    graceEndsAt: number | null;
    handInOpensAt: number | null;
    /** Milliseconds left at which the page reminds. */
    remindAt: number[];
    /** How often the deadline was changed, and by how much in all (extensions and credits). */
    changes: number;
    granted: number;
    /** Exam time at which the clock stands still: `deadline - stoppedAt` is left. Null while it runs. */
    stoppedAt: number | null;
  };
  /** Null where all begin together. */
  ownStart: OwnStart | null;
  /** While it is not null the page is blank, says so by `pause-seen`, and nothing can be answered or handed in. */
  pause: PauseShown | null;
  /** Messages of the proctors that the candidate has not closed yet, oldest first. */
  messages: UnseenMessage[];
  /** Opens the sealed paper: 32 bytes in hexadecimal; null before the start and after the end. */
  paperKey: string | null;
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
  paper: Reply<SealedPaper>;
  "confirm-identity": Reply<{ view: AttemptView }>;
  "doubt-identity": Reply<{ view: AttemptView }>;
  "accept-rules": Reply<{ view: AttemptView }>;
  begin: Reply<{ view: AttemptView }>;
  /** `expected`: the next sequence number that the server wants; entries without a reply are sent again from there. */
  entries: Reply<{ replies: EntryReply[]; expected: number }>;
  "hand-in": Reply<{ receipt: Receipt }>;
  "time-seen": Reply<Record<never, never>>;
  /** `kept: false`: the bound is reached or the server sheds telemetry; the page need not try again. */
  note: Reply<{ kept: boolean }>;
  unsent: Reply<Record<never, never>>;
  "pause-seen": Reply<Record<never, never>>;
  "message-shown": Reply<Record<never, never>>;
  "message-seen": Reply<Record<never, never>>;
  sync: Reply<ClockReading>;
}

/** Server → candidate's page. */
export interface CandidatePushes {
  /** The attempt changed (start, end, clock); always the complete view, as `open` gives it. */
  view: (view: AttemptView) => void;
  /** Asks whether a page is alive, before another page may take its place. */
  alive: (answer: () => void) => void;
  /** A proctor has let this page in, which was refused before: it may `open` again. */
  "let-in": () => void;
  /** This seat is no longer the one that answers. */
  fenced: (refusal: Refusal) => void;
}

/** Conduct signals of one attempt so far: what happened, never what it means. */
export interface Signals {
  /** Another window was in front of the page: how often, and milliseconds in all. */
  left: { times: number; ms: number };
  /** How often full screen was left. */
  fullScreen: number;
  /** How often text from elsewhere was pasted into an answer. */
  pasted: number;
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
    /** The doors are open and the candidate has not begun. */
    | "unbegun"
    | "answering"
    | "offline"
    | "collecting"
    /** Told to stop, and here; `pause` says whether its screen is blank. A seat that is gone is offline. */
    | "suspended"
    | CloseReason;
  /** Exam time since which the state holds. */
  since: number;
  answered: number;
  total: number;
  flagged: number;
  quarantined: number;
  /** Personal extra time, milliseconds. */
  extra: number;
  /** Exam time; null before the start. */
  deadline: number | null;
  /** How often the deadline was changed, and up to which change the seat shows it. */
  changes: number;
  changesSeen: number;
  /** Extensions and credits so far, milliseconds. */
  granted: number;
  /** Whether the PC keeps answers on its disk; null while nobody knows. */
  keeps: boolean | null;
  /** Answers that are only on its PC, as far as that has said: of a seat that is gone, when it went. */
  unsent: number;
  /** It was gone when its time ended and has not been heard since: its PC may hold answers that nobody knows of. */
  unheard: boolean;
  signals: Signals;
  /**
   * Another PC or window asked to answer, was refused and still stands there; of a seat that has not arrived: a
   * latecomer stands before the door.
   */
  knocking: boolean;
  /** Its candidate says that the identity shown is wrong. */
  identityDoubted: boolean;
  /** `asked`: told to stop and not acknowledged yet (未送达). */
  pause: PauseState | null;
  evacuated: boolean;
  /** Exam time at which its clock stands still; null while it runs, a suspension without credit included. */
  stoppedAt: number | null;
  unseenMessages: number;
  /** Incidents written down for this attempt, and how many of them are misconduct. */
  incidents: number;
  misconduct: number;
  voided: boolean;
  /** A proctor has compared face and papers. */
  personConfirmed: boolean;
  /** May enter although entry has closed. */
  entryAdmitted: boolean;
  /** Exam time until which one may enter, or begin; null before the start, or while entry is open to the end. */
  entryCloses: number | null;
  /** Seats that the candidate was moved away from: their PCs may be broken. */
  left: SpareSeat[];
}

/** Something about the server's machine that staff must know or do something about. */
export interface ServerWarning {
  kind:
    | "disk-space"
    | "disk-slow"
    | "server-busy"
    | "memory"
    | "not-stored"
    | "log-damaged"
    | "backup-failed";
  /** In Chinese: what is the matter, and what to do. */
  text: string;
}

/** One quarantined entry beside what counts now. */
export interface QuarantinedEntry {
  journal: string;
  seq: number;
  digest: string;
  item: string;
  /** Place of the item on the paper, 1, 2, 3 … */
  number: number;
  /** Exam time at which the page says it was written. */
  made: number;
  why: RefusalCode;
  change: Change;
  /** What the server counts for this item now; null: unanswered. */
  current: unknown;
  /** Both responses as the candidate's page shows them, options by their letters there; null: empty, or no response. */
  cameText: string | null;
  currentText: string | null;
}

export interface SittingSummary {
  id: string;
  title: string;
  test: string;
  practice: boolean;
  phase: "prepared" | "running" | "closed";
  candidates: number;
  minutes: number;
  /** own: the start opens the doors, and each candidate begins by themselves. */
  start: "common" | "own";
  /** From when on conduct signals stand among what needs a proctor. */
  conduct: ConductLimits;
  /** Whether proctors are to compare every face before the start; nothing is kept from starting by it. */
  confirmPerson: boolean;
  /** Planned start by the clock on the wall, e.g. "2026-05-29T13:30"; null where it is in no plan. */
  begins: string | null;
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
  watch: Reply<BoardChange> | PapersWithdrawn;
  start: Reply<{ sitting: SittingSummary; started: number }> | StartUnacknowledged;
  "start-check": StartCheck | Refusal;
  /** `absent`: how many never came; `reached`: everybody. */
  "end-sitting": Reply<{ sitting: SittingSummary; absent: number; reached: number }> | EndUnacknowledged;
  /** `reached`: how many attempts it reached; the others were left out. */
  suspend: Reply<{ reached: number }>;
  evacuate: Reply<{ reached: number }>;
  resume: Reply<{ reached: number }>;
  "force-hand-in": Reply<Record<never, never>>;
  reopen: Reply<Record<never, never>>;
  void: Reply<Record<never, never>>;
  unvoid: Reply<Record<never, never>>;
  admit: Reply<Record<never, never>>;
  "confirm-person": Reply<Record<never, never>>;
  "record-incident": Reply<Record<never, never>>;
  "withdraw-incident": Reply<Record<never, never>>;
  "send-message": Reply<{ id: string; reached: number }>;
  "release-seat": Reply<Record<never, never>>;
  incidents: Reply<{ incidents: Incident[] }>;
  messages: Reply<{ messages: SentMessage[] }>;
  /** `granted`: how many attempts have it; closed ones do not. */
  "grant-time": Reply<{ granted: number }>;
  quarantine: Reply<{ entries: QuarantinedEntry[] }>;
  "decide-quarantine": Reply<{ decided: number }>;
  "dismiss-knock": Reply<Record<never, never>>;
  "settle-identity": Reply<Record<never, never>>;
  sync: Reply<ClockReading>;
}

/**
 * What changed on a board, field by field: `answered: {"fb05c": 38, "09ab1": 12}`. Seats are named by the
 * first `prefix` characters of their attempts, as many as tell those of the sitting apart. 500 seats that
 * each answer once a second are 6 kB of this, where whole seats are 250 kB.
 */
export interface SeatFields {
  prefix: number;
  fields: { [F in keyof BoardSeat]?: Record<string, BoardSeat[F]> };
}

export interface BoardChange {
  sitting: SittingSummary;
  /** Whole seats: all of them in the reply to `watch`, in a push those that are new on this board. */
  seats: BoardSeat[];
  /** In a push: what changed of the other seats. */
  changed?: SeatFields;
  clock: ClockReading;
  warnings: ServerWarning[];
  /** What staff did since the last push; in the reply to `watch`, the latest acts. Newest last. */
  acts: ActNote[];
}

/** Server → staff pages. */
export interface StaffPushes {
  /** The seats that changed since the last push, at most once a second. */
  board: (change: BoardChange) => void;
  /** The papers of the sitting that is watched were taken back. */
  withdrawn: (told: PapersWithdrawn & { sitting: string }) => void;
}
