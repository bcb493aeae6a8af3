import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type Answers, applyChange, noAnswers } from "../transport/answers.ts";
import { emptyOutbox, type Outbox, onScreen, type Stamp } from "../transport/outbox.ts";
import type { FailureCode, Response } from "../transport/wire.ts";
import type { PaperIndex } from "./paper-index.ts";

/** `paper-damaged`: what came sealed could not be opened, twice. */
export type HaltCode = FailureCode | "other-window" | "paper-damaged";

/** Where the page stands before and beside the attempt itself. */
export type Stage =
  | { kind: "connecting" }
  | { kind: "sign-in" }
  /** Another window or seat answers, or the page is out of date: nothing goes on here. */
  | { kind: "halted"; code: HaltCode }
  | { kind: "attempt" };

/** Text being typed, not yet in the journal. `stamp`: of the last keystroke. */
export interface Draft {
  response: Response;
  stamp: Stamp;
}

/**
 * How long this PC has had answers that it cannot send: from `awhile` on a person may be asked to carry
 * them, `long` is longer than a switch takes to come back.
 */
export type Stranded = "no" | "awhile" | "long";

export type HandIn =
  | { kind: "none" }
  /** Asked for, and waiting until everything is on the server. */
  | { kind: "waiting" }
  | { kind: "refused"; code: FailureCode };

export interface AttemptState {
  stage: Stage;
  online: boolean;
  view: AttemptView | null;
  /** The sealed paper and all its pictures are on this PC. */
  delivered: boolean;
  /** The paper, once it is open. */
  paper: PaperIndex | null;
  /** Milliseconds added to the time since this page was opened, as far as the candidate has not put the notice away. */
  added: number;
  /** A proctor has undone the hand-in, and the candidate has not put the notice of it away. */
  reopened: boolean;
  /** Messages that the candidate has closed; the server may not know it yet. */
  closedMessages: readonly string[];
  box: Outbox;
  /** How often in a row the server has not taken what was sent. */
  tries: number;
  drafts: Readonly<Record<string, Draft>>;
  /** Everything as the candidate sees it: server, pending and drafts, one over the other. */
  screen: Answers;
  /** Item in front of the candidate; "" while there is none. */
  current: string;
  /** Server's wall clock at the last reply that took an answer; null before. */
  savedAt: number | null;
  handIn: HandIn;
  stranded: Stranded;
  /** Another seat has the attempt for good, and what was left here is being handed over, or has been. */
  handingOver: boolean;
}

export type AttemptStore = StoreApi<AttemptState>;

export const beginning: AttemptState = {
  stage: { kind: "connecting" },
  online: false,
  view: null,
  delivered: false,
  paper: null,
  added: 0,
  reopened: false,
  closedMessages: [],
  box: emptyOutbox,
  tries: 0,
  drafts: {},
  screen: noAnswers,
  current: "",
  savedAt: null,
  handIn: { kind: "none" },
  stranded: "no",
  handingOver: false,
};

export function createAttemptStore(): AttemptStore {
  return createStore<AttemptState>(() => beginning);
}

/** A view of the same attempt that is older than the one shown changes nothing. */
export function isStale({ view }: AttemptState, next: AttemptView): boolean {
  return view !== null && view.attempt === next.attempt && view.version > next.version;
}

export function withView(state: AttemptState, view: AttemptView): AttemptState {
  const before = state.view?.attempt === view.attempt ? state.view : view;
  const wasClosed = before.phase === "closed";
  const added = state.added + (wasClosed ? 0 : addedSince(before.clock, view.clock));
  const reopened = (state.reopened || wasClosed) && view.phase !== "closed";
  return { ...state, stage: { kind: "attempt" }, view, added, reopened };
}

/** Milliseconds more than what the clock stood still for in front of the candidate: that was no addition. */
function addedSince(before: AttemptView["clock"], now: AttemptView["clock"]): number {
  const { stoppedAt } = before;
  const stood = stoppedAt === null ? 0 : (now.stoppedAt ?? now.exam) - stoppedAt;
  return Math.max(0, now.granted - before.granted - Math.max(0, stood));
}

/** The paper as it stands now: opened, with more of its pictures, or gone (null). */
export function withPaper(state: AttemptState, paper: PaperIndex | null): AttemptState {
  const current = paper?.byId.has(state.current) ? state.current : (paper?.order[0] ?? "");
  return { ...state, paper, current };
}

export function withBox(state: AttemptState, box: Outbox, tries: number): AttemptState {
  return withScreen({ ...state, box, tries });
}

export function withDraft(state: AttemptState, item: string, draft: Draft): AttemptState {
  return withScreen({ ...state, drafts: { ...state.drafts, [item]: draft } });
}

export function withoutDrafts(state: AttemptState): AttemptState {
  return Object.keys(state.drafts).length === 0 ? state : withScreen({ ...state, drafts: {} });
}

function withScreen(state: AttemptState): AttemptState {
  const drafts = Object.entries(state.drafts);
  const screen = drafts.reduce(
    (answers, [item, { response }]) => applyChange(answers, { kind: "respond", item, response }),
    onScreen(state.box),
  );
  return { ...state, screen };
}
