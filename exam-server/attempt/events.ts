import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import type { Change, CloseReason, Entry, GrantKind, PcNote } from "../protocol/messages.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import type { ActEvent } from "./act-events.ts";

/** What was settled for one attempt when it was prepared. All spans in milliseconds of exam time. */
export interface Terms {
  duration: number;
  /** Personal extra time. */
  extra: number;
  /** After the start, how long someone who has never signed in may still enter; null: to the end. With own starts: how long one may begin. */
  entryCloses: number | null;
  /** After the start, when hand-in opens. */
  handInOpens: number;
  /** Network grace after the deadline in which entries written before it still count. */
  grace: number;
  /** own: each candidate begins by themselves once the doors are open; absent: all begin together. */
  start?: "own" | undefined;
}

/** One entry's key and time, as every event about an entry carries them. */
interface EntryKey extends Pick<Entry, "seq" | "epoch" | "made" | "synced"> {
  journal: string;
}

/** Names one entry of an attempt. */
export interface EntryName {
  journal: string;
  seq: number;
  /** Of its content, because a claim may come under a number that another entry has. */
  digest: string;
}

/**
 * Everything that can happen to an attempt 作答. The log of these is the attempt; all else is a view.
 * Events hold no personal data: the roster alone knows whose attempt it is.
 */
export type AttemptEvent =
  | ActEvent
  | { type: "prepared"; data: { sitting: string; paper: Paper; terms: Terms } }
  /** `from`: network address of the PC; older logs have none. */
  | { type: "lease-granted"; data: { epoch: number; journal: string; from?: string } }
  | { type: "lease-released"; data: { epoch: number; by: string; reason: string } }
  | { type: "identity-confirmed"; data: { epoch: number } }
  | { type: "rules-accepted"; data: { epoch: number } }
  /** With own starts: from here on the candidate may begin. Then the limit of entry counts from here. */
  | { type: "doors-opened"; data: { at: number } }
  | { type: "started"; data: { at: number } }
  | { type: "answered"; data: EntryKey & { change: Change } }
  | { type: "entry-quarantined"; data: EntryKey & { change: Change; why: RefusalCode } }
  /** Keeps the entry's digest in place of its content: it was not fit to be kept, but its number is used. */
  | { type: "entry-refused"; data: EntryKey & { digest: string; why: RefusalCode } }
  | { type: "time-granted"; data: { ms: number; kind: GrantKind; by: string; reason: string } }
  /** The seat shows the deadline after so many changes. */
  | { type: "time-seen"; data: { epoch: number; changes: number } }
  | { type: "pc-noted"; data: { epoch: number; note: PcNote } }
  /** While the attempt runs nobody answers at its seat, since an exam time before this event: a reload must not count. */
  | { type: "seat-lost"; data: { epoch: number; since: number } }
  | { type: "seat-returned"; data: { epoch: number; since: number } }
  /** Claims of a journal that came as a file; `file` is the digest of its claims. */
  | { type: "rescue-loaded"; data: { file: string; by: string; journal: string; entries: Entry[] } }
  | {
      type: "quarantine-decided";
      data: { entries: EntryName[]; admit: boolean; by: string; reason: string };
    }
  | { type: "collecting"; data: { deadline: number } }
  | { type: "closed"; data: { reason: CloseReason } }
  /** The hand-in was a mistake: the attempt runs on, its receipt is void. `credit`: milliseconds given back. */
  | { type: "reopened"; data: { credit: number; by: string; reason: string } }
  | { type: "scored"; data: { outcome: TestOutcome } };
