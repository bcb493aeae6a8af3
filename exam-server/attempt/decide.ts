import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import type { Entry, GrantKind, PcNote } from "../protocol/messages.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { type ActCommand, decideAct } from "./acts.ts";
import { deadline, graceEnds, handInOpens } from "./clock.ts";
import { entryDigest } from "./entry-digest.ts";
import type { AttemptEvent, EntryName, Terms } from "./events.ts";
import { nameOf } from "./evolve.ts";
import { journalOf, receivedAt } from "./journal.ts";
import { holds } from "./lease.ts";
import { isNews } from "./notes.ts";
import { isForfeit, isShutOut, unbegunRefusal } from "./own-start.ts";
import { stoppedAt } from "./pauses.ts";
import { seatLost, seatReturned } from "./seat-outage.ts";
import type { AttemptState, Now, PreparedAttempt } from "./state.ts";

/** What can be asked of an attempt, except entries: those are many at once and have entries.ts to themselves. */
export type Command =
  | { kind: "prepare"; sitting: string; paper: Paper; terms: Terms }
  | ActCommand
  /** `holderAlive`: whether the page that holds the lease now still answers. `from`: address of the PC that asks. */
  | { kind: "open"; journal: string; holderAlive: boolean; from?: string }
  | { kind: "confirm-identity"; epoch: number }
  | { kind: "accept-rules"; epoch: number }
  /** Of all: begins the attempt, or opens its doors where candidates begin by themselves. */
  | { kind: "start" }
  /** By the candidate. */
  | { kind: "begin"; epoch: number }
  | { kind: "grant-time"; ms: number; grant: GrantKind; by: string; reason: string }
  | { kind: "time-seen"; epoch: number; changes: number }
  | { kind: "note"; epoch: number; note: PcNote }
  /** `since`: exam time. */
  | { kind: "seat-lost" | "seat-returned"; since: number }
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
  if (state.proctored.withdrawn) return refuse("papers-withdrawn");
  switch (command.kind) {
    case "open":
      return open(state, command, now);
    case "confirm-identity":
      return admit(state, command.epoch, state.identityConfirmed, "identity-confirmed");
    case "accept-rules":
      if (!state.identityConfirmed) return refuse("not-admitted");
      return admit(state, command.epoch, state.rulesAccepted, "rules-accepted");
    case "start":
      return start(state, now);
    case "begin":
      return begin(state, command.epoch, now);
    case "grant-time":
      return grantTime(state, command);
    case "time-seen":
      return timeSeen(state, command);
    case "note":
      return noted(state, command);
    case "seat-lost":
      return did(...seatLost(state, command.since));
    case "seat-returned":
      return did(...seatReturned(state, command.since));
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
      return decideAct(state, command, now);
  }
}

function did(...events: AttemptEvent[]): Decision {
  return { ok: true, events };
}

function open(state: PreparedAttempt, command: Extract<Command, { kind: "open" }>, now: Now): Decision {
  if (state.phase === "closed") return did();
  const { journal, holderAlive, from } = command;
  const { lease } = state;
  const data = { epoch: (lease?.epoch ?? 0) + 1, journal, ...(from === undefined ? {} : { from }) };
  const grant = did({ type: "lease-granted", data });
  if (lease === null) {
    return isShutOut(state, now) ? refuse("entry-closed") : grant;
  }
  if (lease.released) return grant;
  if (state.fenced.includes(journal)) return refuse("fenced");
  if (holderAlive) return refuse("lease-held");
  if (lease.journal === journal) return grant;
  // Before the start nothing has been written, so a candidate may change seats without anybody's leave.
  return state.phase === "prepared" ? grant : refuse("lease-held");
}

function start(state: PreparedAttempt, { exam }: Now): Decision {
  if (state.phase !== "prepared" || state.opened !== null) return refuse("already-started");
  const type = state.terms.start === "own" ? "doors-opened" : "started";
  return did({ type, data: { at: exam } });
}

/** Pressed twice, or again after a reply that was lost, it has begun already. */
function begin(state: PreparedAttempt, epoch: number, now: Now): Decision {
  const isBegun = state.phase === "running" || state.phase === "collecting";
  if (isBegun) return holds(state, epoch) ? did() : refuse("fenced");
  const refusal = unbegunRefusal(state, epoch, now);
  return refusal ? refuse(refusal) : did({ type: "started", data: { at: now.exam } });
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

function noted(state: PreparedAttempt, { epoch, note }: Of<"note">): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  if (!holds(state, epoch)) return refuse("fenced");
  return isNews(state, note) ? did({ type: "pc-noted", data: { epoch, note } }) : did();
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
  if (state.proctored.pauses.length > 0) return refuse("suspended");
  if (state.phase === "collecting" || now.exam >= deadline(state)) return refuse("collecting");
  if (now.exam < handInOpens(state)) return refuse("hand-in-not-open");
  if (journalOf(state.journals, command.journal).length < command.lastSeq) return refuse("entries-missing");
  return did({ type: "closed", data: { reason: "handed-in" } });
}

/** The deadline does not come while the clock stands still. */
function isOver(state: Extract<AttemptState, { phase: "running" }>, { exam }: Now): boolean {
  return stoppedAt(state) === null && exam >= deadline(state);
}

/** Whether a tick would do anything now. */
export function isDue(state: AttemptState, now: Now): boolean {
  if (state.phase === "running") return isOver(state, now);
  if (state.phase === "prepared") return isForfeit(state, now);
  return state.phase === "collecting" && now.exam >= graceEnds(state);
}

/** At the deadline the server collects, whether or not the PC is there; after the grace it closes. */
function due(state: PreparedAttempt, now: Now): AttemptEvent[] {
  if (isForfeit(state, now)) return [{ type: "closed", data: { reason: "absent" } }];
  const events: AttemptEvent[] = [];
  if (state.phase === "running" && isOver(state, now)) {
    events.push({ type: "collecting", data: { deadline: deadline(state) } });
  }
  const collecting = state.phase === "collecting" || events.length > 0;
  if (collecting && state.phase !== "prepared" && now.exam >= graceEnds(state)) {
    events.push({ type: "closed", data: { reason: state.lease === null ? "absent" : "time-up" } });
  }
  return events;
}
