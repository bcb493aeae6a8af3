import type { PauseKind, SpareSeat, UnseenMessage } from "../protocol/acts.ts";
import type { IncidentCategory } from "../protocol/incidents.ts";
import { type Refusal, type RefusalCode, refuse } from "../protocol/refusal.ts";
import { deadline } from "./clock.ts";
import { endRefusal } from "./end-refusal.ts";
import type { AttemptEvent } from "./events.ts";
import { endPauses } from "./fold-acts.ts";
import { holds } from "./lease.ts";
import { isPastEntry, isUnbegun } from "./own-start.ts";
import { creditOf } from "./pauses.ts";
import { withdrawalFault } from "./proctored.ts";
import { mayBeMistaken } from "./sitting-end.ts";
import type { Now, PreparedAttempt } from "./state.ts";

interface Signed {
  by: string;
  reason: string;
}

/** What proctors ask of an attempt, and what its seat answers to that. */
export type ActCommand =
  | ({ kind: "suspend"; pause: PauseKind; credited: boolean } & Signed)
  | { kind: "pause-seen"; epoch: number }
  | { kind: "resume"; pause: PauseKind; by: string }
  | ({ kind: "force-hand-in" } & Signed)
  /** `credited`: the time since the hand-in is given back. */
  | ({ kind: "reopen"; credited: boolean } & Signed)
  | ({ kind: "void" } & Signed)
  | ({ kind: "unvoid" } & Signed)
  | ({ kind: "admit" } & Signed)
  | { kind: "confirm-person"; by: string }
  /** By the candidate; `wrong: false` takes it back. */
  | { kind: "doubt-identity"; epoch: number; wrong: boolean }
  | { kind: "settle-identity"; by: string }
  /** 收回试卷: of everybody, before the start. */
  | ({ kind: "withdraw" } & Signed)
  /** At the end of a sitting, of everybody. */
  | { kind: "count-absent"; by: string }
  /** `target`: the spare seat where the candidate goes on, when it is not the one of the roster. */
  | ({ kind: "release-seat"; target?: SpareSeat | undefined } & Signed)
  | { kind: "record-incident"; incident: IncidentCategory; text: string; by: string }
  | { kind: "send-message"; id: string; text: string; by: string }
  /** The `number`-th incident of the attempt, from 1, was recorded by mistake. */
  | ({ kind: "withdraw-incident"; number: number } & Signed)
  | { kind: "message-shown"; epoch: number; id: string }
  | { kind: "message-seen"; epoch: number; id: string };

/** Most doubts about the identity that one attempt keeps. */
export const maxDoubts = 20;

type Of<K extends ActCommand["kind"]> = Extract<ActCommand, { kind: K }>;
type Decision = { ok: true; events: AttemptEvent[] } | Refusal;

/**
 * The rules of the acts. What is so already is no refusal where nobody can have meant anything else (two
 * proctors let the same latecomer in), and one where the second proctor must know (it was stopped for
 * another reason).
 */
export function decideAct(state: PreparedAttempt, command: ActCommand, now: Now): Decision {
  switch (command.kind) {
    case "suspend":
      return suspend(state, command);
    case "pause-seen":
      return pauseSeen(state, command);
    case "resume":
      return resume(state, command, now);
    case "force-hand-in":
      return forceHandIn(state, command, now);
    case "reopen":
      return reopen(state, command, now);
    case "void":
      return state.proctored.voided
        ? refuse("already-voided")
        : did({ type: "voided", data: signed(command) });
    case "unvoid":
      return state.proctored.voided ? did({ type: "unvoided", data: signed(command) }) : refuse("not-voided");
    case "admit":
      return admit(state, command, now);
    case "confirm-person":
      return confirmPerson(state, command);
    case "doubt-identity":
      return doubtIdentity(state, command);
    case "settle-identity":
      return state.proctored.identityDoubted
        ? did({ type: "identity-doubt-ended", data: { by: command.by } })
        : did();
    case "withdraw":
      return state.phase === "prepared" && state.opened === null
        ? did({ type: "paper-withdrawn", data: signed(command) })
        : refuse("already-started");
    case "count-absent":
      return countAbsent(state, command, now);
    case "release-seat":
      return release(state, command);
    case "record-incident": {
      const { incident, text, by } = command;
      return did({ type: "incident-recorded", data: { ...incident, text, by } });
    }
    case "withdraw-incident":
      return withdrawIncident(state, command);
    case "send-message":
      return sendMessage(state, command);
    case "message-shown":
      return messageShown(state, command);
    case "message-seen":
      return messageSeen(state, command);
    default:
      return command satisfies never;
  }
}

function did(...events: AttemptEvent[]): Decision {
  return { ok: true, events };
}

function signed({ by, reason }: Signed): Signed {
  return { by, reason };
}

function suspend(state: PreparedAttempt, { pause: kind, credited, by, reason }: Of<"suspend">): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  if (state.phase === "collecting") return refuse("collecting");
  if (state.proctored.pauses.some((one) => one.kind === kind)) return refuse("already-suspended");
  return did({ type: "suspended", data: { kind, credited, by, reason } });
}

/** Nothing to say when the pause has ended meanwhile. */
function pauseSeen(state: PreparedAttempt, { epoch }: Of<"pause-seen">): Decision {
  if (!holds(state, epoch)) return refuse("fenced");
  const news = state.phase !== "closed" && state.proctored.pauses.some(({ seenAt }) => seenAt === null);
  return news ? did({ type: "pause-seen", data: { epoch } }) : did();
}

function resume(state: PreparedAttempt, { pause: kind, by }: Of<"resume">, now: Now): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  const paused = state.proctored.pauses.some((one) => one.kind === kind);
  if (!paused) return refuse("not-suspended");
  return did({ type: "resumed", data: { kind, credit: creditOf(state, now.exam), by } });
}

/** Pauses end with the attempt, so that their credit stands if it is reopened. */
function forceHandIn(state: PreparedAttempt, command: Of<"force-hand-in">, now: Now): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  if (state.phase === "prepared") return refuse("not-started");
  if (state.lease === null) return refuse("not-arrived");
  return did(
    ...endPauses(state, command.by, now),
    { type: "hand-in-forced", data: signed(command) },
    { type: "closed", data: { reason: "forced" } },
  );
}

function reopen(state: PreparedAttempt, { credited, by, reason }: Of<"reopen">, now: Now): Decision {
  if (!mayBeMistaken(state)) return refuse("not-handed-in");
  const credit = credited ? Math.max(0, now.exam - state.closed.exam) : 0;
  if (now.exam >= deadline(state) + credit) return refuse("time-over");
  return did({ type: "reopened", data: { credit, by, reason } });
}

/** Whoever is in already, or may come in already, needs no second leave; who has not begun in time needs one to begin. */
function admit(state: PreparedAttempt, command: Of<"admit">, now: Now): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  const isIn = state.lease !== null && !(isUnbegun(state) && isPastEntry(state, now));
  if (isIn || state.proctored.admittedAt !== null) return did();
  return did({ type: "entry-admitted", data: signed(command) });
}

function confirmPerson(state: PreparedAttempt, { by }: Of<"confirm-person">): Decision {
  const refusal = absence(state);
  if (refusal) return refuse(refusal);
  return state.proctored.personConfirmed ? did() : did({ type: "person-confirmed", data: { by } });
}

/**
 * Who has confirmed it already, or says the same again, says nothing new. The last doubt that is written down
 * is for a proctor to end, so that a page gone mad fills no disk and no hand is overlooked.
 */
function doubtIdentity(state: PreparedAttempt, { epoch, wrong }: Of<"doubt-identity">): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  if (!holds(state, epoch)) return refuse("fenced");
  const { identityDoubted, identityDoubts } = state.proctored;
  if (state.identityConfirmed || wrong === identityDoubted || identityDoubts >= maxDoubts) return did();
  return wrong
    ? did({ type: "identity-doubted", data: { epoch } })
    : did({ type: "identity-doubt-ended", data: { by: null } });
}

/** Whoever never came or can begin no more is absent; whoever may still enter or answer keeps the sitting from its end. */
function countAbsent(state: PreparedAttempt, { by }: Of<"count-absent">, now: Now): Decision {
  if (state.phase === "closed") return did();
  const refusal = endRefusal(state, now);
  if (refusal) return refuse(refusal);
  return did(...endPauses(state, by, now), { type: "closed", data: { reason: "absent" } });
}

function absence({ phase, lease }: PreparedAttempt): RefusalCode | null {
  if (phase === "closed") return "attempt-closed";
  return lease === null ? "not-arrived" : null;
}

function release(state: PreparedAttempt, { target, by, reason }: Of<"release-seat">): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  const { lease, proctored } = state;
  const events: AttemptEvent[] = [];
  if (lease && !lease.released) {
    events.push({ type: "lease-released", data: { epoch: lease.epoch, by, reason } });
  }
  const known = proctored.movedTo;
  if (target && (target.room !== known?.room || target.seat !== known.seat)) {
    events.push({ type: "seat-moved", data: { to: target, by, reason } });
  }
  return did(...events);
}

function withdrawIncident(
  { proctored }: PreparedAttempt,
  { number, by, reason }: Of<"withdraw-incident">,
): Decision {
  const fault = withdrawalFault(proctored.incidents, number);
  return fault ? refuse(fault) : did({ type: "incident-withdrawn", data: { number, by, reason } });
}

function sendMessage(state: PreparedAttempt, { id, text, by }: Of<"send-message">): Decision {
  if (state.phase === "closed") return refuse("attempt-closed");
  return did({ type: "message-sent", data: { id, text, by } });
}

/** A page says it again after a reload, and one that was closed meanwhile is no news. */
function messageShown(state: PreparedAttempt, { epoch, id }: Of<"message-shown">): Decision {
  if (!holds(state, epoch)) return refuse("fenced");
  const isNew = (one: UnseenMessage) => one.id === id && !one.shown;
  const news = state.phase !== "closed" && state.proctored.unseen.some(isNew);
  return news ? did({ type: "message-shown", data: { epoch, id } }) : did();
}

/** A page may say it twice, and one that is closed shows no message any more. */
function messageSeen(state: PreparedAttempt, { epoch, id }: Of<"message-seen">): Decision {
  if (!holds(state, epoch)) return refuse("fenced");
  const news = state.phase !== "closed" && state.proctored.unseen.some((one) => one.id === id);
  return news ? did({ type: "message-seen", data: { epoch, id } }) : did();
}
