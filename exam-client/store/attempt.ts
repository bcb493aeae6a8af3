import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type Answers, applyChange, noAnswers } from "../transport/answers.ts";
import { emptyOutbox, type Outbox, onScreen } from "../transport/outbox.ts";
import type { FailureCode, Response } from "../transport/wire.ts";
import { indexPaper, type PaperIndex } from "./paper-index.ts";

/** Where the page stands before and beside the attempt itself. */
export type Stage =
  | { kind: "connecting" }
  | { kind: "sign-in" }
  /** Another window or seat answers, or the page is out of date: nothing goes on here. */
  | { kind: "halted"; code: FailureCode | "other-window" }
  | { kind: "attempt" };

/** Text being typed, not yet in the journal. `made`: exam time of the last keystroke. */
export interface Draft {
  response: Response;
  made: number;
}

export type HandIn =
  | { kind: "none" }
  /** Asked for, and waiting until everything is on the server. */
  | { kind: "waiting" }
  | { kind: "refused"; code: FailureCode };

export interface AttemptState {
  stage: Stage;
  online: boolean;
  view: AttemptView | null;
  paper: PaperIndex | null;
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
}

export type AttemptStore = StoreApi<AttemptState>;

export const beginning: AttemptState = {
  stage: { kind: "connecting" },
  online: false,
  view: null,
  paper: null,
  box: emptyOutbox,
  tries: 0,
  drafts: {},
  screen: noAnswers,
  current: "",
  savedAt: null,
  handIn: { kind: "none" },
};

export function createAttemptStore(): AttemptStore {
  return createStore<AttemptState>(() => beginning);
}

/** A view of the same attempt that is older than the one shown changes nothing. */
export function isStale({ view }: AttemptState, next: AttemptView): boolean {
  return view !== null && view.attempt === next.attempt && view.version > next.version;
}

export function withView(state: AttemptState, view: AttemptView): AttemptState {
  const same = state.view?.attempt === view.attempt && state.paper !== null;
  const paper = view.paper === null ? null : same ? state.paper : indexPaper(view.paper);
  const current = paper?.byId.has(state.current) ? state.current : (paper?.order[0] ?? "");
  return { ...state, stage: { kind: "attempt" }, view, paper, current };
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
