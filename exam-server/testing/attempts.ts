import type { Paper, PaperItem } from "@kaochang/question-bank/paper.ts";
import { answersById } from "../attempt/answers.ts";
import { type Command, decide } from "../attempt/decide.ts";
import { type Batch, decideEntries, type ResponseFault } from "../attempt/entries.ts";
import type { Terms } from "../attempt/events.ts";
import { evolve } from "../attempt/evolve.ts";
import { type AttemptState, nothing, type PreparedAttempt } from "../attempt/state.ts";
import type { Entry } from "../protocol/messages.ts";

/** Small made-up attempts for tests of the rules: three single-choice items, two minutes, ten seconds of grace. */
export const minute = 60_000;

export const terms: Terms = {
  duration: 2 * minute,
  extra: 0,
  entryCloses: minute,
  handInOpens: 0,
  grace: 10_000,
};

export const journal = "a".repeat(32);
export const otherJournal = "b".repeat(32);

const item = (id: string): PaperItem => ({
  id,
  version: 1,
  section: "single",
  type: "single-choice",
  area: "1",
  topic: "1.1",
  difficulty: "easy",
  points: 100,
  options: [1, 0],
});

export const paper: Paper = {
  qualification: "q",
  test: "theory",
  form: "f",
  passMark: 200,
  sections: [
    {
      id: "single",
      title: "单选",
      type: "single-choice",
      count: 3,
      points: 100,
      rule: { kind: "all-or-nothing" },
    },
  ],
  items: ["i1", "i2", "i3"].map(item),
  certificate: { algorithm: "kaochang-draw/1", seedHash: "", bankDigest: "", blueprintDigest: "", table: [] },
};

/** Accepts "A" and "B". */
export const anyAorB: ResponseFault = (_, response) =>
  response === null || response === "A" || response === "B" ? null : "没有该选项";

export function respond(seq: number, itemId: string, response: unknown, made = 1000, epoch = 1): Entry {
  return { seq, epoch, made, synced: 0, change: { kind: "respond", item: itemId, response } };
}

/** An attempt played step by step; a refusal throws, so a test that expects one calls the rules itself. */
export function play(...steps: ([number, Command] | [number, Batch])[]): AttemptState {
  return steps.reduce<AttemptState>((state, [exam, step]) => after(state, exam, step), nothing);
}

export function after(state: AttemptState, exam: number, step: Command | Batch): AttemptState {
  const now = { exam, wall: 0 };
  const decision = "kind" in step ? decide(state, step, now) : decideEntries(state, step, now, anyAorB);
  if (!decision.ok) throw new Error(`refused: ${decision.code}`);
  return decision.events.reduce((present, event) => evolve(present, event, now), state);
}

/** A state of which a test knows that the attempt is prepared. Throws where it is not. */
export function ready(state: AttemptState): PreparedAttempt {
  if (state.phase === "none") throw new Error("not prepared");
  return state;
}

/** A state with its answers as a plain object, to be compared. */
export function plain<S extends AttemptState>(state: S) {
  return state.phase === "none" ? state : { ...state, answers: answersById(state) };
}

export const prepared: [number, Command] = [0, { kind: "prepare", sitting: "s", paper, terms }];
export const opened: [number, Command] = [10, { kind: "open", journal, holderAlive: false }];
export const admitted: [number, Command][] = [
  opened,
  [20, { kind: "confirm-identity", epoch: 1 }],
  [30, { kind: "accept-rules", epoch: 1 }],
];
export const started: [number, Command] = [1000, { kind: "start" }];

/** Admitted and started at exam time 1000: the deadline is 121000, the grace ends at 131000. */
export const running: AttemptState = play(prepared, ...admitted, started);
