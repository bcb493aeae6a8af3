import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ReplayStep, replayed } from "../protocol/replay.ts";
import { admitted, anyAorB, journal, otherJournal, prepared, respond, started } from "../testing/attempts.ts";
import { answersById } from "./answers.ts";
import { type Command, decide } from "./decide.ts";
import { type Batch, decideEntries } from "./entries.ts";
import { evolve } from "./evolve.ts";
import type { Logged } from "./logged.ts";
import { replaySteps } from "./replay.ts";
import { type AttemptState, nothing, type PreparedAttempt } from "./state.ts";

type Step = (state: PreparedAttempt) => Command | Batch | null;

/** Plays what the rules allow and leaves out what they refuse. */
function played(steps: readonly [exam: number, Step][]) {
  const log: Logged[] = [];
  let state: AttemptState = nothing;
  for (const [exam, step] of steps) {
    const at = { exam, wall: 1_000_000 + exam };
    const asked = step(state as PreparedAttempt);
    if (asked === null) continue;
    const decision = "kind" in asked ? decide(state, asked, at) : decideEntries(state, asked, at, anyAorB);
    for (const event of decision.ok ? decision.events : []) {
      state = evolve(state, event, at);
      log.push({ event, at });
    }
  }
  if (state.phase === "none") throw new Error("nothing was played");
  return { state, log, steps: replaySteps(log) };
}

const fixed = ([exam, command]: [number, Command]): [number, Step] => [exam, () => command];
const begun = [prepared, ...admitted, started].map(fixed);
const isInOrder = (steps: readonly ReplayStep[]) =>
  steps.every(({ at }, place) => at >= (steps[place - 1]?.at ?? 0));

/** Answers of either seat with any claim of their time, moves, decisions, ends and new beginnings, in any order. */
const change = fc.oneof(
  fc.record({
    kind: fc.constant("respond" as const),
    item: fc.constantFrom("i1", "i2", "i3"),
    response: fc.constantFrom("A", "B", null),
  }),
  fc.record({
    kind: fc.constant("flag" as const),
    item: fc.constantFrom("i1", "i2", "i3"),
    flagged: fc.boolean(),
  }),
);
const entry = fc
  .record({
    who: fc.constantFrom(journal, otherJournal),
    made: fc.integer({ min: 0, max: 120_000 }),
    synced: fc.constantFrom(0, 0, null),
    change,
  })
  .map(
    ({ who, made, synced, change }): Step =>
      (state) => {
        const epoch = state.lease?.epoch ?? 1;
        const seq = (state.journals.find(({ id }) => id === who)?.length ?? 0) + 1;
        return { journal: who, epoch, entries: [{ seq, epoch, made, synced, change }] };
      },
  );
const decision = fc.boolean().map(
  (admit): Step =>
    ({ quarantine }) => {
      const entries = quarantine.map(({ journal, seq, digest }) => ({ journal, seq, digest }));
      return entries.length === 0
        ? null
        : { kind: "decide-quarantine", entries, admit, by: "p", reason: "r" };
    },
);
const act = fc
  .constantFrom<Command>(
    { kind: "release-seat", by: "p", reason: "r" },
    { kind: "open", journal: otherJournal, holderAlive: false },
    { kind: "open", journal, holderAlive: false },
    { kind: "seat-lost", since: 0 },
    { kind: "seat-returned", since: 0 },
    { kind: "force-hand-in", by: "p", reason: "r" },
    { kind: "reopen", credited: false, by: "p", reason: "r" },
    { kind: "suspend", pause: "suspension", credited: true, by: "p", reason: "r" },
    { kind: "resume", pause: "suspension", by: "p" },
  )
  .map(
    (command): Step =>
      () =>
        command,
  );
const day = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 3000 }),
    fc.oneof(
      { weight: 6, arbitrary: entry },
      { weight: 2, arbitrary: act },
      { weight: 1, arbitrary: decision },
    ),
  ),
  { maxLength: 40 },
);

describe("REPLAY-1", () => {
  test("REPLAY-1 played back to its end, any attempt shows exactly the answers and flags that count", () => {
    fc.assert(
      fc.property(day, (steps) => {
        let exam = 1000;
        const timed = steps.map(([wait, step]): [number, Step] => {
          exam += wait;
          return [exam, step];
        });
        const { state, steps: found } = played([...begun, ...timed]);
        const end = replayed(found);
        expect(end.answers).toEqual(answersById(state));
        expect([...end.flags].sort()).toEqual([...state.flags].sort());
        expect(isInOrder(found)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("REPLAY-1 an answer written while the seat was gone stands where it was written", () => {
    const late: Step = () => ({ journal, epoch: 1, entries: [respond(1, "i1", "A", 20_000)] });
    const { steps } = played([
      ...begun,
      [30_000, () => ({ kind: "seat-lost", since: 15_000 })],
      [60_000, late],
      [60_000, () => ({ kind: "seat-returned", since: 59_000 })],
    ]);
    const seen = steps.filter(({ at }) => at > 1000).map(({ at, what }) => [at, what]);
    expect(seen).toEqual([
      [15_000, "seat-lost"],
      [20_000, "answered"],
      [59_000, "seat-returned"],
    ]);
    expect(steps.find(({ what }) => what === "answered")?.wall).toBe(1_020_000);
  });

  test("REPLAY-1 an answer that claims a later time than it arrived, or none that holds, stands where it arrived", () => {
    const send =
      (made: number, synced: number | null, seq: number): Step =>
      () => ({
        journal,
        epoch: 1,
        entries: [{ ...respond(seq, "i1", "A", made), synced }],
      });
    const { steps } = played([...begun, [5000, send(90_000, 0, 1)], [6000, send(1500, null, 2)]]);
    expect(steps.filter(({ what }) => what === "answered").map(({ at }) => at)).toEqual([5000, 6000]);
  });

  test("the deadline is told where it was set and where it was moved", () => {
    const grant: Command = { kind: "grant-time", ms: 5000, grant: "credit", by: "p", reason: "断电" };
    const { steps } = played([...begun, [2000, () => grant]]);
    const told = steps.filter(({ deadline }) => deadline !== null);
    expect(told.map(({ what, deadline, ms, by, text }) => [what, deadline, ms, by, text])).toEqual([
      ["started", 121_000, null, null, null],
      ["credit", 126_000, 5000, "p", "断电"],
    ]);
  });
});
