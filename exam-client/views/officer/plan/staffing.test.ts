import type { PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import { expect, test } from "vitest";
import { aPlan, aRoom, aSitting } from "./plan.fixture.ts";
import { proctorsNeeded, staffingOf } from "./staffing.ts";

test("two to a room at least, and one to fifteen", () => {
  expect([0, 1, 30, 31, 45, 46].map(proctorsNeeded)).toEqual([2, 2, 2, 3, 3, 4]);
});

const other = "bbbbbbbbbbbbbbb2";
const assigned = (username: string, rooms: string[] | null, sittings: string[] | null = null) => ({
  username,
  name: "",
  rooms,
  sittings,
});
const sitting = aSitting({ candidates: 1, seated: 1 });
const plan = aPlan({
  sittings: [sitting],
  rooms: [aRoom(), aRoom({ id: other })],
  staff: [
    assigned("first", [aRoom().id]),
    assigned("first", [aRoom().id, other]),
    assigned("elsewhere", [aRoom().id], ["aaaaaaaaaaaaaaa9"]),
    assigned("chief", null),
  ],
});
const seated: PlanCandidate = {
  id: "c",
  name: "王小明",
  admissionNumber: "1",
  idType: "resident",
  idNumber: "1",
  extraMinutes: 0,
  photo: null,
  places: [{ sitting: sitting.id, room: aRoom().id, seat: 1 }],
};

test("an account counts once in its rooms and sittings, the chief in none", () => {
  expect(staffingOf(plan, [seated])).toMatchObject([{ candidates: 1, proctors: ["first"], needed: 2 }]);
});
test("before anyone has a seat, every room is shown", () => {
  expect(staffingOf({ ...plan, sittings: [aSitting()] }, [])).toHaveLength(2);
});
