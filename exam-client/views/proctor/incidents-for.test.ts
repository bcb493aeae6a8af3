import type { Incident } from "@kaochang/exam-server/protocol/incidents.ts";
import { expect, test } from "vitest";
import { incidentsFor } from "./incidents-for.ts";

const incident = (number: number, attempt: string | null, room: string | null): Incident => ({
  kind: "irregularity",
  category: "power",
  ...{ number, attempt, room, seat: null, name: null, admissionNumber: null },
  ...{ text: "", by: "p", exam: number, wall: number, withdrawn: null },
});
const all = [
  incident(1, null, "01"),
  incident(2, "a", "01"),
  incident(3, null, "02"),
  incident(4, null, null),
];
const numbers = (attempt: string | null, room: string | null) =>
  incidentsFor(all, attempt, room).map(({ number }) => number);

test("a seat has its own, a room those that name no seat, newest first", () => {
  expect(numbers("a", null)).toEqual([2]);
  expect(numbers(null, null)).toEqual([4, 3, 1]);
  expect(numbers(null, "01")).toEqual([4, 1]);
});
