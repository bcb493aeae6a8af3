import type { BoardSeat } from "../protocol/messages.ts";
import { answeredCount } from "./answers.ts";
import { deadline } from "./clock.ts";
import type { AttemptState, PreparedAttempt } from "./state.ts";
import { phaseOf } from "./view.ts";

/** What a proctor sees of one attempt; which question has which answer is not among it. */
export type SeatFacts = Pick<
  BoardSeat,
  | "state"
  | "answered"
  | "total"
  | "flagged"
  | "quarantined"
  | "deadline"
  | "changes"
  | "changesSeen"
  | "granted"
  | "keeps"
>;

export function seatFacts(state: PreparedAttempt, online: boolean): SeatFacts {
  return {
    state: seatState(state, online),
    answered: answeredCount(state),
    total: state.paper.items.length,
    flagged: state.flags.length,
    quarantined: state.quarantine.length,
    deadline: state.phase === "prepared" ? null : deadline(state),
    changes: state.changes,
    changesSeen: state.changesSeen,
    granted: state.granted,
    keeps: state.keeps,
  };
}

function seatState(state: PreparedAttempt, online: boolean): BoardSeat["state"] {
  if (state.phase === "closed") return state.closed.reason;
  if (state.lease === null) return "not-arrived";
  if (!online) return "offline";
  if (state.phase === "collecting") return "collecting";
  if (!state.rulesAccepted) return "signed-in";
  return phaseOf(state) === "waiting" ? "waiting" : "answering";
}

/** A result page's word for how far an attempt is. */
export function progressOf(
  state: AttemptState,
): "not-arrived" | "in-progress" | "handed-in" | "time-up" | "absent" {
  if (state.phase === "closed") return state.closed.reason;
  return state.phase === "none" || state.lease === null ? "not-arrived" : "in-progress";
}
