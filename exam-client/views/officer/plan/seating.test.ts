import type { PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import { expect, test } from "vitest";
import { movedTo, seatingOf } from "./seating.ts";

const candidate = (id: string, room: string | null, seat: number | null): PlanCandidate => ({
  id,
  name: id,
  admissionNumber: id,
  idType: "resident",
  idNumber: id,
  extraMinutes: 0,
  photo: null,
  places:
    room === null || seat === null
      ? [{ sitting: "s1", room: null, seat: null }]
      : [
          { sitting: "s1", room, seat },
          { sitting: "s2", room: null, seat: null },
        ],
});

test("who has a seat sits there, who has none waits, who does not take the sitting is in neither", () => {
  const roster = [candidate("a", "r1", 3), candidate("b", null, null)];
  const first = seatingOf(roster, "s1");
  expect(first.at({ room: "r1", seat: 3 })?.id).toBe("a");
  expect(first.at({ room: "r1", seat: 4 })).toBeUndefined();
  expect(first.without.map(({ id }) => id)).toEqual(["b"]);
  expect(seatingOf(roster, "s2").without.map(({ id }) => id)).toEqual(["a"]);
});
test("a move changes this sitting alone", () => {
  const moved = movedTo(candidate("a", "r1", 3), "s1", { room: "r2", seat: 1 });
  expect(moved.places).toEqual([
    { sitting: "s1", room: "r2", seat: 1 },
    { sitting: "s2", room: null, seat: null },
  ]);
  expect(movedTo(candidate("a", "r1", 3), "s1", null).places[0]).toEqual({
    sitting: "s1",
    room: null,
    seat: null,
  });
  expect(moved).not.toHaveProperty("photo");
});
