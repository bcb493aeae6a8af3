import type { Change, Entry } from "../protocol/messages.ts";
import { noAnswers, withAnswer } from "./answers.ts";
import { deadline } from "./clock.ts";
import { entryDigest } from "./entry-digest.ts";
import type { AttemptEvent, EntryName } from "./events.ts";
import { withAct } from "./fold-acts.ts";
import { journalOf, type Received, withEntry } from "./journal.ts";
import { noSignals, withNote } from "./notes.ts";
import { noOutages } from "./outages.ts";
import { untouched } from "./proctored.ts";
import type { AttemptFacts, AttemptState, Now, PreparedAttempt, Quarantined } from "./state.ts";

/** Folds one event into the state. `at` is the event's own time. Events that cannot follow are a bug or a forged log. */
export function evolve(state: AttemptState, event: AttemptEvent, at: Now): AttemptState {
  if (event.type === "prepared") return prepared(event.data);
  if (state.phase === "none") throw new Error(`the log begins with ${event.type}`);
  switch (event.type) {
    case "lease-granted":
      return { ...state, ...leased(state, event.data) };
    case "lease-released":
      return { ...state, lease: state.lease && { ...state.lease, released: true } };
    case "identity-confirmed": {
      const proctored = { ...state.proctored, identityDoubted: false };
      return { ...state, identityConfirmed: true, proctored };
    }
    case "rules-accepted":
      return { ...state, rulesAccepted: true };
    case "doors-opened":
      return { ...state, opened: event.data.at };
    case "started":
      return { ...facts(state), proctored: begun(state), phase: "running", startedAt: event.data.at };
    case "answered": {
      const { journal, seq, change } = event.data;
      const digest = entryDigest(event.data);
      const journals = received(state, journal, seq, { digest, outcome: null });
      // The PC is back and its entry counts: the same one needs no decision, though it came as a file before.
      const quarantine = unclaimed(state.quarantine, digest);
      const { answers, flags } = changed(state, change);
      // One spread: a second one cost as much as all the rest of a save's fold.
      return { ...state, journals, quarantine, answers, flags };
    }
    case "entry-quarantined": {
      const { journal, seq, made, change, why: code } = event.data;
      const outcome = { result: "quarantined", code } as const;
      const digest = entryDigest(event.data);
      const journals = received(state, journal, seq, { digest, outcome });
      const kept = { journal, seq, made, change, why: code, digest };
      return { ...state, journals, quarantine: withClaims(state, [kept]) };
    }
    case "entry-refused": {
      const { journal, seq, digest, why: code } = event.data;
      const outcome = { result: "refused", code } as const;
      return { ...state, journals: received(state, journal, seq, { digest, outcome }) };
    }
    case "time-granted": {
      const granted = { ...state, ...withTime(state, event.data.ms) };
      if (granted.phase !== "collecting" || at.exam >= deadline(granted)) return granted;
      return { ...facts(granted), phase: "running", startedAt: granted.startedAt };
    }
    case "time-seen":
      return { ...state, changesSeen: event.data.changes };
    case "pc-noted":
      return { ...state, ...withNote(state, event.data.note) };
    case "seat-lost":
      return { ...state, outages: { since: event.data.since, count: state.outages.count + 1 } };
    case "seat-returned":
      return { ...state, outages: { ...state.outages, since: null } };
    case "rescue-loaded": {
      const { file, journal, entries } = event.data;
      const claims = entries.map((entry) => claimOf(journal, entry));
      const quarantine = withClaims(state, claims);
      return { ...state, quarantine, rescueFiles: [...state.rescueFiles, file] };
    }
    case "quarantine-decided":
      return { ...state, ...decidedOn(state, event.data) };
    case "collecting":
      return { ...facts(state), phase: "collecting", startedAt: startOf(state) };
    case "closed": {
      const closed = { reason: event.data.reason, exam: at.exam, wall: at.wall };
      return { ...facts(state), phase: "closed", startedAt: startOf(state), closed, outcome: null };
    }
    case "reopened": {
      const again = { ...facts(state), startedAt: startOf(state), phase: "running" } as const;
      return event.data.credit > 0 ? { ...again, ...withTime(state, event.data.credit) } : again;
    }
    case "scored":
      if (state.phase !== "closed") throw new Error("an attempt is scored after it is closed");
      return { ...state, outcome: event.data.outcome };
    default:
      return { ...state, ...withAct(state, event, at) };
  }
}

function prepared({
  sitting,
  paper,
  terms,
}: Extract<AttemptEvent, { type: "prepared" }>["data"]): AttemptState {
  return {
    phase: "prepared",
    sitting,
    paper,
    terms,
    identityConfirmed: false,
    rulesAccepted: false,
    opened: null,
    lease: null,
    fenced: [],
    answers: noAnswers(paper),
    flags: [],
    journals: [],
    quarantine: [],
    decided: [],
    rescueFiles: [],
    granted: 0,
    changes: 0,
    changesSeen: 0,
    notes: {},
    keeps: null,
    outages: noOutages,
    signals: noSignals,
    proctored: untouched,
  };
}

function withTime({ granted, changes }: PreparedAttempt, ms: number) {
  return { granted: granted + ms, changes: changes + 1 };
}

function claimOf(journal: string, entry: Entry): Quarantined {
  const { seq, made, change } = entry;
  return { journal, seq, made, change, why: "rescued", digest: entryDigest(entry) };
}

/** The quarantine with entries that are new to it; what was decided or waits already is not asked twice. */
function withClaims({ quarantine, decided }: PreparedAttempt, claims: readonly Quarantined[]) {
  const known = new Set([...decided, ...quarantine.map(({ digest }) => digest)]);
  return [...quarantine, ...claims.filter(({ digest }) => !known.has(digest))];
}

function unclaimed(quarantine: readonly Quarantined[], digest: string): readonly Quarantined[] {
  return quarantine.length === 0 ? quarantine : quarantine.filter((one) => one.digest !== digest);
}

/** Admitted entries take effect in the order in which they were written. */
function decidedOn(
  state: PreparedAttempt,
  { entries, admit }: { entries: readonly EntryName[]; admit: boolean },
): Partial<AttemptFacts> {
  const names = new Set(entries.map(nameOf));
  const chosen = state.quarantine.filter((one) => names.has(nameOf(one)));
  const rest = {
    quarantine: state.quarantine.filter((one) => !chosen.includes(one)),
    decided: [...state.decided, ...chosen.map(({ digest }) => digest)],
  };
  if (!admit) return rest;
  const inOrder = [...chosen].sort((a, b) => a.made - b.made || a.seq - b.seq);
  let present: Pick<AttemptFacts, "paper" | "answers" | "flags"> = state;
  for (const { change } of inOrder) present = { ...present, ...changed(present, change) };
  return { ...rest, answers: present.answers, flags: present.flags };
}

export function nameOf({ journal, seq, digest }: EntryName): string {
  return `${journal}/${seq}/${digest}`;
}

/** Moving to another journal fences the one before; coming back to one lifts its fence. */
function leased(state: PreparedAttempt, { epoch, journal }: { epoch: number; journal: string }) {
  const previous = state.lease?.journal;
  const moved = previous !== undefined && previous !== journal;
  const fenced = (moved ? [...state.fenced, previous] : state.fenced).filter((other) => other !== journal);
  const since = previous === journal ? (state.lease?.since ?? epoch) : epoch;
  return { lease: { epoch, journal, since, released: false }, fenced };
}

function received(state: PreparedAttempt, journal: string, seq: number, entry: Received) {
  const before = journalOf(state.journals, journal);
  if (seq !== before.length + 1) throw new Error(`entry ${seq} follows ${before.length} entries`);
  return withEntry(state.journals, before, entry);
}

function changed(
  state: Pick<AttemptFacts, "paper" | "answers" | "flags">,
  change: Change,
): Pick<AttemptFacts, "answers" | "flags"> {
  const { answers, flags } = state;
  if (change.kind === "flag") {
    const others = flags.filter((item) => item !== change.item);
    return { answers, flags: change.flagged ? [...others, change.item] : others };
  }
  return { answers: withAnswer(state, change.item, change.response), flags };
}

/** What the doors stood still moves the limit of entry alone: nothing of the attempt's own time. */
function begun({ proctored }: PreparedAttempt): PreparedAttempt["proctored"] {
  return proctored.stood === 0 ? proctored : { ...proctored, stood: 0 };
}

function startOf(state: PreparedAttempt): number {
  if (state.phase !== "prepared") return state.startedAt;
  // Never begun, and closed all the same: it counts from the opening of the doors.
  if (state.opened === null) throw new Error("the attempt has not started");
  return state.opened;
}

/** Only what is common to all phases, so that no phase inherits another's fields. */
function facts(state: PreparedAttempt): AttemptFacts {
  const { sitting, paper, terms, identityConfirmed, rulesAccepted, opened } = state;
  const { lease, fenced, answers, flags, journals, quarantine, decided, rescueFiles } = state;
  const { granted, changes, changesSeen, notes, keeps, outages, signals, proctored } = state;
  return {
    sitting,
    paper,
    terms,
    identityConfirmed,
    rulesAccepted,
    opened,
    lease,
    fenced,
    answers,
    flags,
    journals,
    quarantine,
    decided,
    rescueFiles,
    granted,
    changes,
    changesSeen,
    notes,
    keeps,
    outages,
    signals,
    proctored,
  };
}
