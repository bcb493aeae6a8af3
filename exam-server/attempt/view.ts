import type { PauseShown } from "../protocol/acts.ts";
import type { AttemptView, ClockReading, Identity, OwnStart, Phase, Receipt } from "../protocol/messages.ts";
import { answeredCount, answersById } from "./answers.ts";
import { deadline, entryCloses, graceEnds, handInOpens, ownDuration } from "./clock.ts";
import { journalOf } from "./journal.ts";
import { isUnbegun, lastEnd } from "./own-start.ts";
import { stoppedAt } from "./pauses.ts";
import type { AttemptState, PreparedAttempt } from "./state.ts";

/** What the view needs besides the attempt's own log. */
export interface ViewContext {
  attempt: string;
  version: number;
  /** Hash of the event that made the present receipt; empty before it. */
  closingHash: string;
  clock: ClockReading;
  exam: AttemptView["exam"];
  rulesHtml: string;
  identity: Identity;
  remindAt: number[];
  /** The journal of the page that asks. */
  journal: string;
  /** Opens the sealed paper; sent only to an admitted candidate while the attempt runs. */
  paperKey: string;
}

/**
 * The one way out to a candidate's page: everything that it may know of its attempt is named here,
 * field by field; nothing is copied wholesale from the state, which holds the paper's strata and the outcome.
 */
export function attemptView(state: PreparedAttempt, context: ViewContext): AttemptView {
  const phase = phaseOf(state);
  const started = state.phase !== "prepared";
  const shown = phase === "running";
  return {
    attempt: context.attempt,
    phase,
    version: context.version,
    exam: context.exam,
    duration: { ms: ownDuration(state), extra: state.terms.extra },
    rulesHtml: phase === "identity" || phase === "rules" ? context.rulesHtml : "",
    identity: context.identity,
    identityDoubted: state.proctored.identityDoubted,
    epoch: state.lease?.epoch ?? 0,
    clock: {
      ...context.clock,
      startedAt: started ? state.startedAt : null,
      deadline: started ? deadline(state) : null,
      graceEndsAt: started ? graceEnds(state) : null,
      handInOpensAt: started ? handInOpens(state) : null,
      remindAt: context.remindAt,
      changes: state.changes,
      granted: state.granted,
      stoppedAt: stoppedAt(state),
    },
    ownStart: ownStartOf(state),
    pause: pauseOf(state),
    messages: state.phase === "closed" ? [] : [...state.proctored.unseen],
    paperKey: shown ? context.paperKey : null,
    answers: shown ? answersById(state) : {},
    flags: shown ? [...state.flags] : [],
    lastSeq: journalOf(state.journals, context.journal).length,
    receipt: receiptOf(state, context.closingHash),
  };
}

function ownStartOf(state: PreparedAttempt): OwnStart | null {
  if (state.terms.start !== "own" || state.phase !== "prepared") return null;
  const ms = ownDuration(state);
  if (!isUnbegun(state)) return { open: false, until: null, ms };
  const until = state.proctored.admittedAt === null ? entryCloses(state) : lastEnd(state);
  return { open: true, until, ms };
}

/** A latecomer still confirms and reads before the paper is shown, though the time runs. */
export function phaseOf(state: PreparedAttempt): Phase {
  if (state.phase === "closed" || state.phase === "collecting") return state.phase;
  if (!state.identityConfirmed) return "identity";
  if (!state.rulesAccepted) return "rules";
  return state.phase === "prepared" ? "waiting" : "running";
}

/** Who stopped it and why is the proctors' business and stays with them. */
export function pauseOf({ phase, proctored }: PreparedAttempt): PauseShown | null {
  if (phase === "closed" || phase === "collecting") return null;
  const { pauses } = proctored;
  const shown = pauses.find(({ kind }) => kind === "evacuation") ?? pauses[0];
  return shown ? { kind: shown.kind, since: shown.since, seen: shown.seenAt !== null } : null;
}

/** 交卷回执: exists once the attempt is closed. Its number is the head's beginning, so it can be checked. */
export function receiptOf(state: AttemptState, closingHash: string): Receipt | null {
  if (state.phase !== "closed") return null;
  const answered = answeredCount(state);
  return {
    number:
      `R-${closingHash.slice(0, 4)}-${closingHash.slice(4, 8)}-${closingHash.slice(8, 12)}`.toUpperCase(),
    reason: state.closed.reason,
    at: state.closed.wall,
    answered,
    unanswered: state.paper.items.length - answered,
    quarantined: state.quarantine.length,
    head: closingHash,
  };
}
