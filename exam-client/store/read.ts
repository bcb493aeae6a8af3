import type { UnseenMessage } from "@kaochang/exam-server/protocol/acts.ts";
import { last } from "../transport/last.ts";
import { refusedItems } from "../transport/outbox.ts";
import type { AttemptState } from "./attempt.ts";
import type { ClockState } from "./clock.ts";

/** Which page the candidate sees. */
export type Screen =
  | "connecting"
  | "sign-in"
  | "halted"
  | "identity"
  | "rules"
  | "waiting"
  | "opening"
  | "exam"
  | "suspended"
  | "evacuated"
  | "collecting"
  | "receipt";

/** At its zero the page locks, whatever the network does; a view that says time is left opens it again. */
export function screenOf({ stage, view, paper }: AttemptState, timeUp: boolean): Screen {
  if (stage.kind !== "attempt") return stage.kind;
  if (view === null) return "connecting";
  if (view.phase === "closed") return view.receipt === null ? "collecting" : "receipt";
  // Before the clock's zero: a page that was stopped shows nothing else until the server says how it goes on.
  if (view.pause !== null) return view.pause.kind === "evacuation" ? "evacuated" : "suspended";
  if (view.phase !== "running") return view.phase;
  if (timeUp) return "collecting";
  return paper === null ? "opening" : "exam";
}

/** The proctors' messages that the candidate has not closed, oldest first. */
export function unseenMessages({ view, closedMessages }: AttemptState): readonly UnseenMessage[] {
  return (view?.messages ?? []).filter(({ id }) => !closedMessages.includes(id));
}

export interface Counts {
  total: number;
  answered: number;
  unanswered: number;
  flagged: number;
}

export function countsOf({ paper, screen }: Pick<AttemptState, "paper" | "screen">): Counts {
  const order = paper?.order ?? [];
  const answered = order.filter((id) => id in screen.responses).length;
  const flagged = order.filter((id) => screen.flags.has(id)).length;
  return { total: order.length, answered, unanswered: order.length - answered, flagged };
}

/** The state of one cell of the answer card, as bits, so that a cell repaints only when one changes. */
export const answeredBit = 1;
export const flaggedBit = 2;
export const currentBit = 4;

export function cellBits({ screen, current }: Pick<AttemptState, "screen" | "current">, id: string): number {
  const answered = id in screen.responses ? answeredBit : 0;
  const flagged = screen.flags.has(id) ? flaggedBit : 0;
  return answered | flagged | (current === id ? currentBit : 0);
}

/** What the one line about saving says; `waiting`: questions whose answers are not on the server. */
export type SaveLine =
  | { kind: "saved"; at: number | null }
  | { kind: "uploading"; waiting: number }
  | { kind: "offline"; waiting: number }
  /** The server answers and does not take what is sent. */
  | { kind: "not-taken"; waiting: number }
  /** This PC cannot keep answers; `waiting` of them are in this page only. */
  | { kind: "no-disk"; waiting: number };

/** Replies that refuse in a row before the candidate is asked to raise a hand: about 10 seconds. */
const patience = 5;

export function saveLineOf(state: AttemptState): SaveLine {
  const waiting = waitingItems(state).size;
  if (state.box.diskFailed) return { kind: "no-disk", waiting };
  if (!state.online) return { kind: "offline", waiting };
  if (waiting === 0) return { kind: "saved", at: state.savedAt };
  return { kind: state.tries >= patience ? "not-taken" : "uploading", waiting };
}

/** Items with a change that the server has not replied to. */
export function waitingItems({ box, drafts }: Pick<AttemptState, "box" | "drafts">): Set<string> {
  return new Set([...box.pending.map(({ entry }) => entry.change.item), ...Object.keys(drafts)]);
}

/** Where the answers are when the time is up, `items` of them not on the server. */
export type CollectLine = { kind: "saved" } | { kind: "uploading" | "refused"; items: number };

export function collectLineOf(state: Pick<AttemptState, "box" | "drafts">): CollectLine {
  const waiting = waitingItems(state).size;
  if (waiting > 0) return { kind: "uploading", items: waiting };
  const refused = refusedItems(state.box).size;
  return refused > 0 ? { kind: "refused", items: refused } : { kind: "saved" };
}

/** Where the answer in front of the candidate is. */
export type ItemSave = "none" | "server" | "disk" | "writing" | "memory" | "refused";

export function itemSaveOf({ box, drafts, screen }: AttemptState, item: string): ItemSave {
  if (item in drafts) return "writing";
  const latest = last(box.pending.filter(({ entry }) => entry.change.item === item));
  if (latest) return latest.kept;
  if (refusedItems(box).has(item)) return "refused";
  return item in screen.responses ? "server" : "none";
}

/** Whether hand-in is open by the clock, and how many milliseconds it still takes if not. */
export function handInOpensIn({ times, secondsLeft }: ClockState): number {
  if (!times || times.deadline === null || times.handInOpensAt === null || secondsLeft === null) return 0;
  return Math.max(0, times.handInOpensAt - (times.deadline - secondsLeft * 1000));
}
