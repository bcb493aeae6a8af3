import { expect, test } from "vitest";
import { admitted, after, play, prepared, running, started } from "../testing/attempts.ts";
import { type Command, decide } from "./decide.ts";
import { mayHaveLost } from "./lost-time.ts";
import { maxOutages } from "./outages.ts";
import type { AttemptState } from "./state.ts";

const lost = (since: number): Command => ({ kind: "seat-lost", since });
const back = (since: number): Command => ({ kind: "seat-returned", since });

function written(state: AttemptState, exam: number, command: Command) {
  const decision = decide(state, command, { exam, wall: 0 });
  return decision.ok ? decision.events.map(({ type, data }) => [type, data]) : decision.code;
}

test("a seat is lost once until it returns, and returns once", () => {
  expect(written(running, 20_000, lost(5000))).toEqual([["seat-lost", { epoch: 1, since: 5000 }]]);
  const gone = after(running, 20_000, lost(5000));
  expect(written(gone, 30_000, lost(6000))).toEqual([]);
  expect(written(gone, 30_000, back(28_000))).toEqual([["seat-returned", { epoch: 1, since: 28_000 }]]);
  expect(written(running, 30_000, back(28_000))).toEqual([]);
});

test("a seat that is gone at the start is lost from the start on", () => {
  expect(written(running, 20_000, lost(100))).toEqual([["seat-lost", { epoch: 1, since: 1000 }]]);
});

test("whoever has not arrived, waits for the start or has handed in has no seat to lose", () => {
  expect(written(play(prepared, started), 20_000, lost(5000))).toEqual([]);
  expect(written(play(prepared, ...admitted), 500, lost(100))).toEqual([]);
  const closed = after(running, 2000, { kind: "hand-in", journal: "a".repeat(32), epoch: 1, lastSeq: 0 });
  expect(written(closed, 20_000, lost(5000))).toEqual([]);
});

test("a cable that comes and goes all day writes no more than the bound", () => {
  let state = running;
  for (let at = 2000; at < 2000 + 4 * maxOutages; at += 2)
    state = after(after(state, at, lost(at)), at + 1, back(at + 1));
  if (state.phase !== "running") throw new Error("not running");
  expect(state.outages).toMatchObject({ count: maxOutages, since: null });
});

test("an attempt that sat from the first to the last minute needs no look at its log, every other does", () => {
  expect(mayHaveLost(running)).toBe(false);
  expect(mayHaveLost(after(running, 20_000, lost(5000)))).toBe(true);
});
