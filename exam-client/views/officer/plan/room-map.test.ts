import { capacityOf, seatsOf } from "@kaochang/exam-server/protocol/seat-map.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gridOf, reshaped, toggleSeat, toggleSpare, usualMap } from "./room-map.ts";

const steps = fc.array(
  fc.record({
    row: fc.integer({ min: 1, max: 5 }),
    column: fc.integer({ min: 1, max: 6 }),
    spare: fc.boolean(),
  }),
  { maxLength: 12 },
);

test("a spare seat stays where it stands, whatever is taken away before it", () => {
  const at = seatsOf(usualMap).find(({ number }) => number === 8);
  const map = toggleSeat(toggleSpare(usualMap, 8), 1, 2);
  expect(seatsOf(map).filter(({ spare }) => spare)).toEqual([{ ...at, number: 7, spare: true }]);
});
test("whatever is pressed, the grid shows every seat once and no spare one is unknown", () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 7 }), (pressed, rows) => {
      const map = pressed.reduce((old, { row, column, spare }) => {
        const seat = gridOf(old)[row - 1]?.[column - 1]?.seat;
        return spare && seat ? toggleSpare(old, seat.number) : toggleSeat(old, row, column);
      }, usualMap);
      const shaped = reshaped(map, { rows, numbering: "snake" });
      const shown = gridOf(shaped).flatMap((line) => line.flatMap(({ seat }) => (seat ? [seat.number] : [])));
      expect(shown.sort((a, b) => a - b)).toEqual(seatsOf(shaped).map(({ number }) => number));
      expect(capacityOf(shaped)).toBe(seatsOf(shaped).length - shaped.spare.length);
    }),
  );
});
test("what lies outside of a smaller room is forgotten", () => {
  const map = reshaped({ ...toggleSeat(usualMap, 5, 1), doors: [{ wall: "left", at: 5 }] }, { rows: 3 });
  expect([map.missing, map.doors]).toEqual([[], []]);
});
