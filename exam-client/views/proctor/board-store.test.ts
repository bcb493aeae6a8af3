import type { ServerWarning } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { examNow } from "../staff/exam-clock.ts";
import { type BoardState, clockMeasured, createBoardStore, push, snapshot } from "./board-store.ts";
import { aSeat, aSitting } from "./seat.fixture.ts";

const clock = { exam: 1_000, wall: 0 };
const warnings: ServerWarning[] = [];
const empty = createBoardStore().getState();
const board = snapshot(
  empty,
  { sitting: aSitting, seats: [aSeat("1"), aSeat("2")], clock, warnings, acts: [] },
  0,
);
const seatsOf = (state: BoardState) => [...state.seats.values()];

test("a push replaces the seat of the same attempt and leaves the others alone", () => {
  const changed = aSeat("2", { state: "offline", since: 900 });
  const next = push(
    board,
    { sitting: { ...aSitting, phase: "closed" }, seats: [changed], clock, warnings, acts: [] },
    0,
  );
  expect(seatsOf(next)).toEqual([aSeat("1"), changed]);
  expect(next.seats.get("a-03-1")).toBe(board.seats.get("a-03-1"));
  expect(next.sitting?.phase).toBe("closed");
});
test("a push of fields changes those of the seat and leaves the others the same value", () => {
  const changed = { prefix: 6, fields: { answered: { "a-03-2": 38 }, since: { "a-03-2": 900 } } };
  const next = push(board, { sitting: aSitting, seats: [], changed, clock, warnings, acts: [] }, 0);
  expect(next.seats.get("a-03-2")).toEqual(aSeat("2", { answered: 38, since: 900 }));
  expect(next.seats.get("a-03-1")).toBe(board.seats.get("a-03-1"));
});
test("a push adds a seat that it names for the first time", () => {
  const next = push(board, { sitting: aSitting, seats: [aSeat("3")], clock, warnings, acts: [] }, 0);
  expect(next.seats.size).toBe(3);
});
test("a push of another sitting, or before the snapshot, changes nothing", () => {
  const foreign = { sitting: { ...aSitting, id: "s-2" }, seats: [aSeat("9")], clock, warnings, acts: [] };
  expect(push(board, foreign, 0)).toBe(board);
  expect(push(empty, { sitting: aSitting, seats: [aSeat("9")], clock, warnings, acts: [] }, 0)).toBe(empty);
});
test("watching again replaces everything, the clock of before a restart included", () => {
  const measured = clockMeasured(board, { sent: 0, received: 2, exam: 1_001 });
  const again = snapshot(
    measured,
    { sitting: aSitting, seats: [aSeat("2")], clock: { exam: 500, wall: 0 }, warnings, acts: [] },
    60_000,
  );
  expect(seatsOf(again)).toEqual([aSeat("2")]);
  expect(again.clock && examNow(again.clock, 60_000)).toBe(500);
});
test("a measured clock is not replaced by a pushed one", () => {
  const measured = clockMeasured(board, { sent: 0, received: 2, exam: 1_001 });
  const next = push(
    measured,
    { sitting: aSitting, seats: [], clock: { exam: 9_999, wall: 0 }, warnings, acts: [] },
    0,
  );
  expect(next.clock).toBe(measured.clock);
});
test("warnings are those of the latest push", () => {
  const full: ServerWarning = { kind: "disk-space", text: "磁盘将满" };
  const warned = push(board, { sitting: aSitting, seats: [], clock, warnings: [full], acts: [] }, 0);
  expect(warned.warnings).toEqual([full]);
  expect(push(warned, { sitting: aSitting, seats: [], clock, warnings, acts: [] }, 0).warnings).toEqual([]);
});
test("the latest acts of staff stand first, and only so many are kept", () => {
  const act = (wall: number) => ({
    act: "start" as const,
    by: "甲",
    wall,
    attempt: null,
    seat: null,
    rooms: null,
    reached: 2,
  });
  const first = push(board, { sitting: aSitting, seats: [], clock, warnings, acts: [act(1), act(2)] }, 0);
  expect(first.acts.map(({ wall }) => wall)).toEqual([2, 1]);
  expect(push(first, { sitting: aSitting, seats: [], clock, warnings, acts: [] }, 0).acts).toBe(first.acts);
  const many = Array.from({ length: 40 }, (_, n) => act(n + 3));
  const full = push(first, { sitting: aSitting, seats: [], clock, warnings, acts: many }, 0);
  expect([full.acts.length, full.acts[0]?.wall]).toEqual([30, 42]);
});
