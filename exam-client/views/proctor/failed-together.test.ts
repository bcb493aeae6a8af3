import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failedTogether } from "./failed-together.ts";
import { aSeat } from "./seat.fixture.ts";

const told = (seats: readonly BoardSeat[], length = 4) =>
  failedTogether(seats, () => length).map(
    ({ scope, row, seats: gone }) => `${scope} ${row ?? "-"}: ${gone.map(({ seat }) => seat).join(" ")}`,
  );

const room = (count: number, change: (number: number) => Partial<BoardSeat>) =>
  Array.from({ length: count }, (_, n) => aSeat(String(n + 1), change(n + 1)));
const goneAt = (since: number): Partial<BoardSeat> => ({ state: "offline", since });

describe("who failed together, in rows of four", () => {
  const cases: [string, BoardSeat[], string[]][] = [
    ["a whole row", room(12, (n) => (n > 4 && n <= 8 ? goneAt(60_000 + n) : {})), ["row 2: 5 6 7 8"]],
    [
      "a row of which one has handed in and one has not come",
      room(12, (n) =>
        n === 5 || n === 6 || n === 7 ? goneAt(1) : n === 8 ? { state: "handed-in" } : {},
      ).concat(aSeat("20", { state: "not-arrived" })),
      ["row 2: 5 6 7"],
    ],
    ["two rows", room(12, (n) => (n <= 8 ? goneAt(5) : {})), ["row 1: 1 2 3 4", "row 2: 5 6 7 8"]],
    ["the whole room", room(8, () => goneAt(9)), ["room -: 1 2 3 4 5 6 7 8"]],
    ["neighbours of a row", room(12, (n) => (n < 4 ? goneAt(9) : {})), ["neighbours 1: 1 2 3"]],
    ["two at once stay two", room(12, (n) => (n < 3 ? goneAt(9) : {})), ["seat -: 1", "seat -: 2"]],
    [
      "no neighbours",
      room(12, (n) => (n % 2 === 1 && n < 6 ? goneAt(9) : {})),
      ["seat -: 1", "seat -: 3", "seat -: 5"],
    ],
    [
      "one after another",
      room(12, (n) => (n <= 4 ? goneAt(n * 20_000) : {})),
      ["seat -: 1", "seat -: 2", "seat -: 3", "seat -: 4"],
    ],
    [
      "a seat that was gone before its row went",
      room(8, (n) => (n === 1 ? goneAt(1) : n <= 4 ? goneAt(90_000) : {})),
      ["seat -: 1", "row 1: 2 3 4"],
    ],
  ];
  test.each(cases)("BOARD-1 %s", (_name, seats, failures) => expect(told(seats)).toEqual(failures));
  test("a row lasts since its first seat went", () => {
    const seats = room(4, (n) => goneAt(1_000 - n)).concat(aSeat("9"));
    expect(failedTogether(seats, () => 4)[0]?.since).toBe(996);
  });
});

const anySeat = fc.record({
  state: fc.constantFrom("offline", "offline", "answering", "handed-in", "not-arrived"),
  since: fc.integer({ min: 0, max: 60_000 }),
  room: fc.constantFrom("03", "04"),
});
const anyRoom = fc
  .array(anySeat, { maxLength: 40 })
  .map((seats) => seats.map((change, n) => aSeat(String(n + 1), change as Partial<BoardSeat>)));

test("BOARD-1 everybody who is offline is told exactly once, and nobody else", () => {
  fc.assert(
    fc.property(anyRoom, fc.integer({ min: 1, max: 12 }), (seats, length) => {
      const listed = failedTogether(seats, () => length).flatMap((one) => one.seats.map((s) => s.attempt));
      const offline = seats.filter(({ state }) => state === "offline").map(({ attempt }) => attempt);
      expect(listed.sort()).toEqual(offline.sort());
    }),
  );
});

test("BOARD-1 a row is told whole only when nobody of it is online", () => {
  fc.assert(
    fc.property(anyRoom, (seats) => {
      for (const { scope, seats: gone } of failedTogether(seats, () => 5)) {
        if (scope !== "row") continue;
        const rowOf = ({ seat }: BoardSeat) => Math.ceil(Number(seat) / 5);
        const mates = seats.filter((seat) => seat.room === gone[0].room && rowOf(seat) === rowOf(gone[0]));
        expect(mates.filter(({ state }) => state === "answering")).toEqual([]);
        expect(gone.length).toBeGreaterThanOrEqual(3);
      }
    }),
  );
});
