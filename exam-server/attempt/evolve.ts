import type { Change } from "../protocol/messages.ts";
import { entryDigest } from "./entry-digest.ts";
import type { AttemptEvent } from "./events.ts";
import type { AttemptFacts, AttemptState, Now, PreparedAttempt, Received } from "./state.ts";

/** Folds one event into the state. `at` is the event's own time. Events that cannot follow are a bug or a forged log. */
export function evolve(state: AttemptState, event: AttemptEvent, at: Now): AttemptState {
  if (event.type === "prepared") return prepared(event.data);
  if (state.phase === "none") throw new Error(`the log begins with ${event.type}`);
  switch (event.type) {
    case "lease-granted":
      return { ...state, ...leased(state, event.data) };
    case "lease-released":
      return { ...state, lease: state.lease && { ...state.lease, released: true } };
    case "identity-confirmed":
      return { ...state, identityConfirmed: true };
    case "rules-accepted":
      return { ...state, rulesAccepted: true };
    case "started":
      return { ...facts(state), phase: "running", startedAt: event.data.at };
    case "answered": {
      const { journal, seq, change } = event.data;
      const journals = received(state, journal, seq, { digest: entryDigest(event.data), outcome: null });
      return { ...state, journals, ...changed(state, change) };
    }
    case "entry-quarantined": {
      const { journal, seq, made, change, why: code } = event.data;
      const outcome = { result: "quarantined", code } as const;
      const journals = received(state, journal, seq, { digest: entryDigest(event.data), outcome });
      return { ...state, journals, quarantine: [...state.quarantine, { journal, seq, made, change }] };
    }
    case "entry-refused": {
      const { journal, seq, digest, why: code } = event.data;
      const outcome = { result: "refused", code } as const;
      return { ...state, journals: received(state, journal, seq, { digest, outcome }) };
    }
    case "collecting":
      return { ...facts(state), phase: "collecting", startedAt: startOf(state) };
    case "closed": {
      const closed = { reason: event.data.reason, exam: at.exam, wall: at.wall };
      return { ...facts(state), phase: "closed", startedAt: startOf(state), closed, outcome: null };
    }
    case "scored":
      if (state.phase !== "closed") throw new Error("an attempt is scored after it is closed");
      return { ...state, outcome: event.data.outcome };
    default:
      return event satisfies never;
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
    lease: null,
    fenced: [],
    answers: {},
    flags: [],
    journals: {},
    quarantine: [],
  };
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
  const before = state.journals[journal] ?? [];
  if (seq !== before.length + 1) throw new Error(`entry ${seq} follows ${before.length} entries`);
  return { ...state.journals, [journal]: [...before, entry] };
}

function changed(state: PreparedAttempt, change: Change): Partial<Pick<AttemptFacts, "answers" | "flags">> {
  if (change.kind === "flag") {
    const others = state.flags.filter((item) => item !== change.item);
    return { flags: change.flagged ? [...others, change.item] : others };
  }
  const { [change.item]: _, ...others } = state.answers;
  return { answers: change.response === null ? others : { ...others, [change.item]: change.response } };
}

function startOf(state: PreparedAttempt): number {
  if (state.phase === "prepared") throw new Error("the attempt has not started");
  return state.startedAt;
}

/** Only what is common to all phases, so that no phase inherits another's fields. */
function facts(state: PreparedAttempt): AttemptFacts {
  const { sitting, paper, terms, identityConfirmed, rulesAccepted } = state;
  const { lease, fenced, answers, flags, journals, quarantine } = state;
  return {
    sitting,
    paper,
    terms,
    identityConfirmed,
    rulesAccepted,
    lease,
    fenced,
    answers,
    flags,
    journals,
    quarantine,
  };
}
