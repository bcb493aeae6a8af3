import { expect, test } from "vitest";
import type { StaffAssignment } from "../../protocol/plan.ts";
import { samplePlan } from "../../store/contract/plans.ts";
import { sampleRoom, sampleSitting } from "../../testing/plan-server.ts";
import { rightOf } from "./watch-rights.ts";

const [morning, afternoon] = [sampleSitting("a1"), sampleSitting("a2")];
const [one, two] = [sampleRoom("1", 2, 2), sampleRoom("2", 2, 2)];
const assigned = (username: string, rooms: string[] | null, sittings: string[] | null): StaffAssignment => ({
  username,
  name: "",
  rooms,
  sittings,
});
const plan = samplePlan("p1", {
  sittings: [morning, afternoon].map((sitting) => ({ ...sitting, seatDraw: null, repeats: null })),
  rooms: [one, two],
  staff: [
    assigned("first", [one.id], null),
    assigned("both", [one.id], [morning.id]),
    assigned("both", [two.id], null),
    assigned("chief", null, [morning.id]),
  ],
});
const right = rightOf(() => [plan]);

const cases = [
  { who: "first", sitting: morning.id, expected: new Set([one.name]) },
  { who: "both", sitting: morning.id, expected: new Set([one.name, two.name]) },
  { who: "both", sitting: afternoon.id, expected: new Set([two.name]) },
  { who: "chief", sitting: morning.id, expected: "all" },
  { who: "chief", sitting: afternoon.id, expected: null },
  { who: "stranger", sitting: morning.id, expected: null },
  { who: "stranger", sitting: "a practice sitting", expected: "all" },
];
test.each(cases)("PLAN-6 $who in $sitting sees $expected", ({ who, sitting, expected }) => {
  expect(right({ username: who, roles: ["proctor"] }, sitting)).toEqual(expected);
});

test("PLAN-6 an officer sees everything", () => {
  expect(right({ username: "stranger", roles: ["officer"] }, morning.id)).toBe("all");
});
