import { expect, test } from "vitest";
import { after, minute, opened, play, prepared, running } from "../testing/attempts.ts";
import { maxDoubts } from "./acts.ts";
import { seatFacts } from "./board-seat.ts";
import { type Command, decide } from "./decide.ts";
import type { AttemptState } from "./state.ts";

const signedIn = play(prepared, opened);
const doubt = (wrong: boolean, epoch = 1): Command => ({ kind: "doubt-identity", epoch, wrong });
const doubted = after(signedIn, 20, doubt(true));
const settle: Command = { kind: "settle-identity", by: "p" };

const raised = (state: AttemptState) =>
  state.phase === "none" ? null : seatFacts(state, true).identityDoubted;
const outcome = (state: AttemptState, command: Command) => {
  const decision = decide(state, command, { exam: 30, wall: 0 });
  return decision.ok ? decision.events : decision.code;
};

test("the hand stands on the board until the candidate takes it down, a proctor has dealt with it, or it was right", () => {
  expect([raised(signedIn), raised(doubted)]).toEqual([false, true]);
  expect(raised(after(doubted, 30, doubt(false)))).toBe(false);
  expect(raised(after(doubted, 30, settle))).toBe(false);
  expect(raised(after(doubted, 30, { kind: "confirm-identity", epoch: 1 }))).toBe(false);
});

test("of the person nothing is written down, only that it was said and who settled it", () => {
  expect(outcome(signedIn, doubt(true))).toEqual([{ type: "identity-doubted", data: { epoch: 1 } }]);
  expect(outcome(doubted, settle)).toEqual([{ type: "identity-doubt-ended", data: { by: "p" } }]);
  expect(outcome(doubted, doubt(false))).toEqual([{ type: "identity-doubt-ended", data: { by: null } }]);
});

test("what is so already is not written again, and only the seat that has the attempt may say it", () => {
  expect(outcome(doubted, doubt(true))).toEqual([]);
  expect(outcome(signedIn, doubt(false))).toEqual([]);
  expect(outcome(signedIn, settle)).toEqual([]);
  expect(outcome(running, doubt(true))).toEqual([]);
  expect(outcome(signedIn, doubt(true, 2))).toBe("fenced");
  const over = after(running, 5 * minute, { kind: "tick" });
  expect(outcome(over, doubt(true))).toBe("attempt-closed");
});

test("a page that says it without end writes so many doubts, and the last one stands until a proctor has dealt with it", () => {
  let state: AttemptState = signedIn;
  let written = 0;
  for (let turn = 0; turn < 10 * maxDoubts; turn++) {
    const command = doubt(turn % 2 === 0);
    const events = outcome(state, command);
    if (typeof events === "string") throw new Error(events);
    written += events.length;
    state = after(state, 30, command);
  }
  expect(written).toBe(2 * maxDoubts - 1);
  expect(raised(state)).toBe(true);
  const settled = after(state, 40, settle);
  expect(raised(settled)).toBe(false);
  expect(outcome(settled, doubt(true))).toEqual([]);
});
