import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import { type Entry, type GrantKind, maxNotes, type PcNote } from "../protocol/messages.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { deadline, entryCloses, graceEnds, handInOpens } from "./clock.ts";
import { entryDigest } from "./entry-digest.ts";
import type { AttemptEvent, EntryName, Terms } from "./events.ts";
import { nameOf } from "./evolve.ts";
import { journalOf, receivedAt } from "./journal.ts";
import type { AttemptState, Now, PreparedAttempt } from "./state.ts";

/** What can be asked of an attempt, except entries: those are many at once and have entries.ts to themselves. */
export type Command =
  | { kind: "prepare"; sitting: string; paper: Paper; terms: Terms }
  /** `holderAlive`: whether the page that holds the lease now still answers. */
  | { kind: "open"; journal: string; holderAlive: boolean }
  | { kind: "release-seat"; by: string; reason: string }
  | { kind: "confirm-identity"; epoch: number }
  | { kind: "accept-rules"; epoch: number }
  | { kind: "start" }
  | { kind: "grant-time"; ms: number; grant: GrantKind; by: string; reason: string }
  | { kind: "time-seen"; epoch: number; changes: number }
  | { kind: "note"; epoch: number; note: PcNote }
  /** `file`: digest of the claims, which the caller has checked to be this attempt's. */
  | { kind: "load-rescue"; file: string; journal: string; entries: readonly Entry[]; by: string }
  | { kind: "decide-quarantine"; entries: readonly EntryName[]; admit: boolean; by: string; reason: string }
  | { kind: "hand-in"; journal: string; epoch: number; lastSeq: number }
  /** Time has passed: does what is due and nothing if nothing is. */
  | { kind: "tick" }
  | { kind: "score"; outcome: TestOutcome };

export type Decision = { ok: true; events: AttemptEvent[] } | Refusal;

/** The rules of an attempt: state, command and time in, events or a refusal out. */
export function decide(state: AttemptState, command: Command, now: Now): Decision {
  if (command.kind === "prepare") {
    const { sitting, paper, terms } = command;
    return state.phase === "none"
      ? did({ type: "prepared", data: { sitting, paper, terms } })
      : refuse("already-started");
  }
  if (state.phase === "none") return refuse("not-found");
  switch (command.kind) {
    case "open":
      return open(state, command, now);
    case "release-seat":
      return release(state, command);
    case "confirm-identity":
      return admit(state, command.epoch, state.identityConfirmed, "identity-confirmed");
    case "accept-rules":
      if (!state.identityConfirmed) return refuse("not-admitted");
      return admit(state, command.epoch, state.rulesAccepted, "rules-accepted");
    case "start":
      if (state.phase !== "prepared") return refuse("already-started");
      return did({ type: "started", data: { at: now.exam } });
    case "grant-time":
      return grantTime(state, command);
    case "time-seen":
      return timeSeen(state, command);
    case "note":
      return noted(state, command);
    case "load-rescue":
      return loadRescue(state, command);
    case "decide-quarantine":
      return decideQuarantine(state, command);
    case "hand-in":
      return handIn(state, command, now);
    case "tick":
      return did(...due(state, now));
    case "score":
      if (state.phase !== "closed") return refuse("not-started");
      return did({ type: "scored", data: { outcome: command.outcome } });
    default:
      return command satisfies never;
  }
}

function did(...events: AttemptEvent[]): Decision {
  return { ok: true, events };
}

function open(state: PreparedAttempt, command: Extract<Command, { kind: "open" }>, now: Now): Decision {
  if (state.phase === "closed") return did();
  const { journal, holderAlive } = command;
  const { lease } = state;
  const grant = did({ type: "lease-granted", data: { epoch: (lease?.epoch ?? 0) + 1, journal } });
  if (lease === null) {
    const late = state.phase !== "prepared" && now.exam > entryCloses(state);
    return late ? refuse("entry-closed") : grant;
  }
  if (lease.released) return grant;
  if (state.fenced.includes(journal)) return refuse("fenced");
  if (holderAlive) return refuse("lease-held");
  if (lease.journal === journal) return grant;
  // Before the start nothing has been written, so a candidate may change seats without anybody's leave.
  return state.phase === "prepared" ? grant : refuse("lease-held");
}

function release(state: PreparedAttempt, { by, reason }: { by: string; reason: string }): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  if (state.lease === null || state.lease.released) return did();
  return did({ type: "lease-released", data: { epoch: state.lease.epoch, by, reason } });
}

function admit(
  state: PreparedAttempt,
  epoch: number,
  already: boolean,
  type: "identity-confirmed" | "rules-accepted",
): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  if (!holds(state, epoch)) return refuse("fenced");
  return already ? did() : did({ type, data: { epoch } });
}

type Of<K extends Command["kind"]> = Extract<Command, { kind: K }>;

/** An attempt that is being collected goes on when the new deadline lies ahead; one that is closed has its receipt. */
function grantTime(state: PreparedAttempt, { ms, grant, by, reason }: Of<"grant-time">): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  return did({ type: "time-granted", data: { ms, kind: grant, by, reason } });
}

function timeSeen(state: PreparedAttempt, { epoch, changes }: Of<"time-seen">): Decision {
  if (!holds(state, epoch)) return refuse("fenced");
  const news = changes > state.changesSeen && changes <= state.changes;
  return news ? did({ type: "time-seen", data: { epoch, changes } }) : did();
}

/** Bounded, so that a page gone mad fills no disk; what is already known is not noted again. */
function noted(state: PreparedAttempt, { epoch, note }: Of<"note">): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  if (!holds(state, epoch)) return refuse("fenced");
  const known = note.kind === "disk" && note.keeps === state.keeps;
  return known || state.notes >= maxNotes ? did() : did({ type: "pc-noted", data: { epoch, note } });
}

/** Only what the server does not have: a file is made while replies may be lost. */
function loadRescue(state: PreparedAttempt, { file, journal, entries, by }: Of<"load-rescue">): Decision {
  if (state.rescueFiles.includes(file)) return did();
  const had = journalOf(state.journals, journal);
  const news = entries.filter((entry) => receivedAt(had, entry.seq)?.digest !== entryDigest(entry));
  return did({ type: "rescue-loaded", data: { file, by, journal, entries: news } });
}

function decideQuarantine(state: PreparedAttempt, command: Of<"decide-quarantine">): Decision {
  const { entries, admit, by, reason } = command;
  const waiting = new Set(state.quarantine.map(nameOf));
  if (!entries.every((entry) => waiting.has(nameOf(entry)))) return refuse("not-quarantined");
  return did({ type: "quarantine-decided", data: { entries: [...entries], admit, by, reason } });
}

function handIn(state: PreparedAttempt, command: Extract<Command, { kind: "hand-in" }>, now: Now): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  if (!holds(state, command.epoch)) return refuse("fenced");
  if (state.phase === "prepared") return refuse("not-started");
  if (!state.rulesAccepted) return refuse("not-admitted");
  if (state.phase === "collecting" || now.exam >= deadline(state)) return refuse("collecting");
  if (now.exam < handInOpens(state)) return refuse("hand-in-not-open");
  if (journalOf(state.journals, command.journal).length < command.lastSeq) return refuse("entries-missing");
  return did({ type: "closed", data: { reason: "handed-in" } });
}

/** Whether a tick would do anything now. */
export function isDue(state: AttemptState, now: Now): boolean {
  if (state.phase === "running") return now.exam >= deadline(state);
  return state.phase === "collecting" && now.exam >= graceEnds(state);
}

/** At the deadline the server collects, whether or not the PC is there; after the grace it closes. */
function due(state: PreparedAttempt, now: Now): AttemptEvent[] {
  const events: AttemptEvent[] = [];
  if (state.phase === "running" && now.exam >= deadline(state)) {
    events.push({ type: "collecting", data: { deadline: deadline(state) } });
  }
  const collecting = state.phase === "collecting" || events.length > 0;
  if (collecting && state.phase !== "prepared" && now.exam >= graceEnds(state)) {
    events.push({ type: "closed", data: { reason: state.lease === null ? "absent" : "time-up" } });
  }
  return events;
}

/** Whether this epoch is the one that may write. A released lease still writes until another takes it. */
export function holds(state: PreparedAttempt, epoch: number): boolean {
  return state.lease !== null && state.lease.epoch === epoch;
}
