import type { BoardSeat, CloseReason } from "../protocol/messages.ts";
import { answeredCount } from "./answers.ts";
import { deadline, entryCloses } from "./clock.ts";
import { isUnbegun } from "./own-start.ts";
import { stoppedAt } from "./pauses.ts";
import type { AttemptState, PreparedAttempt } from "./state.ts";
import { pauseOf, phaseOf } from "./view.ts";

/** What a proctor sees of one attempt; which question has which answer is not among it. */
export type SeatFacts = Pick<
  BoardSeat,
  | "state"
  | "answered"
  | "total"
  | "flagged"
  | "quarantined"
  | "extra"
  | "deadline"
  | "changes"
  | "changesSeen"
  | "granted"
  | "keeps"
  | "signals"
> &
  ActFacts;

/** What proctors have done to it. */
type ActFacts = Pick<
  BoardSeat,
  | "pause"
  | "evacuated"
  | "stoppedAt"
  | "unseenMessages"
  | "incidents"
  | "misconduct"
  | "voided"
  | "personConfirmed"
  | "identityDoubted"
  | "entryAdmitted"
  | "entryCloses"
>;

export function seatFacts(state: PreparedAttempt, online: boolean): SeatFacts {
  return {
    state: seatState(state, online),
    answered: answeredCount(state),
    total: state.paper.items.length,
    flagged: state.flags.length,
    quarantined: state.quarantine.length,
    extra: state.terms.extra,
    deadline: state.phase === "prepared" ? null : deadline(state),
    changes: state.changes,
    changesSeen: state.changesSeen,
    granted: state.granted,
    keeps: state.keeps,
    signals: state.signals,
    ...actFacts(state),
  };
}

function actFacts(state: PreparedAttempt): ActFacts {
  const { unseen, incidents, voided, personConfirmed, identityDoubted, admittedAt } = state.proctored;
  const pause = pauseOf(state);
  const standing = incidents.filter(({ withdrawn }) => withdrawn === null);
  return {
    pause: pause && (pause.seen ? "seen" : "asked"),
    evacuated: pause?.kind === "evacuation",
    stoppedAt: stoppedAt(state),
    unseenMessages: state.phase === "closed" ? 0 : unseen.length,
    incidents: standing.length,
    misconduct: standing.filter(({ kind }) => kind === "misconduct").length,
    voided: voided !== null,
    personConfirmed: personConfirmed !== null,
    identityDoubted: identityDoubted && state.phase !== "closed",
    entryAdmitted: admittedAt !== null,
    entryCloses: closingOf(state),
  };
}

function closingOf(state: PreparedAttempt): number | null {
  if (state.phase === "prepared" && !isUnbegun(state)) return null;
  const closing = entryCloses(state);
  return closing === Number.POSITIVE_INFINITY ? null : closing;
}

function seatState(state: PreparedAttempt, online: boolean): BoardSeat["state"] {
  if (state.phase === "closed") return state.closed.reason;
  if (state.lease === null) return "not-arrived";
  if (!online) return "offline";
  if (state.phase === "collecting") return "collecting";
  if (state.proctored.pauses.length > 0) return "suspended";
  if (!state.rulesAccepted) return "signed-in";
  if (isUnbegun(state)) return "unbegun";
  return phaseOf(state) === "waiting" ? "waiting" : "answering";
}

/** A result page's word for how far an attempt is. */
export function progressOf(state: AttemptState): "not-arrived" | "in-progress" | CloseReason {
  if (state.phase === "closed") return state.closed.reason;
  return state.phase === "none" || state.lease === null ? "not-arrived" : "in-progress";
}
