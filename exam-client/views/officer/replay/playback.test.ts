import type { ReplayStep } from "@kaochang/exam-server/protocol/replay.ts";
import { expect, test } from "vitest";
import { afterSteps, boundsOf, marksOf, momentAt, shownAt } from "./playback.ts";

const step = (at: number, part: Partial<ReplayStep>): ReplayStep => ({
  at,
  wall: at,
  mark: "phase",
  what: "started",
  item: null,
  by: null,
  text: null,
  ms: null,
  answers: [],
  flags: [],
  deadline: null,
  ...part,
});
const answer = (at: number, item: string, response: unknown) =>
  step(at, { mark: "answer", what: "answered", item, answers: [{ item, response }] });

const steps = [
  step(0, { deadline: 5000 }),
  answer(100, "i1", "A"),
  step(200, { mark: "outage", what: "seat-lost" }),
  answer(250, "i2", true),
  step(250, { mark: "flag", what: "flagged", item: "i3", flags: [{ item: "i3", flagged: true }] }),
  step(300, { mark: "outage", what: "seat-returned" }),
  step(400, { mark: "pause", what: "suspended" }),
  step(500, { mark: "pause", what: "resumed", deadline: 5100 }),
  answer(600, "i1", null),
];

test("REPLAY-1 at any moment the page shows what was written by then", () => {
  const at = (time: number) => shownAt(steps, momentAt(steps, time));
  expect(at(99)).toMatchObject({ answers: {}, item: null, deadline: 5000, gone: false });
  expect(at(220)).toMatchObject({ answers: { i1: "A" }, item: "i1", gone: true });
  expect(at(250)).toMatchObject({ answers: { i1: "A", i2: true }, flags: ["i3"], item: "i3", gone: true });
  expect(at(450)).toMatchObject({ paused: true, gone: false, deadline: 5000 });
  expect(at(9999)).toMatchObject({ answers: { i2: true }, flags: ["i3"], paused: false, deadline: 5100 });
});

test("single steps lead through the same moments, and not beyond either end", () => {
  expect(afterSteps(steps, 4)).toEqual({ at: 250, played: 4 });
  expect(afterSteps(steps, -1)).toEqual({ at: 0, played: 0 });
  expect(afterSteps(steps, 99)).toEqual({ at: 600, played: steps.length });
  expect(boundsOf(steps)).toEqual({ from: 0, to: 600 });
  expect(boundsOf([])).toEqual({ from: 0, to: 0 });
});

test("the marks are counted by kind", () => {
  expect(marksOf(steps)).toContainEqual({ mark: "outage", count: 2 });
  expect(marksOf(steps)).not.toContainEqual(expect.objectContaining({ mark: "server" }));
});
