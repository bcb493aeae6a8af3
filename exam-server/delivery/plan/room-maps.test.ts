import { expect, test } from "vitest";
import { samplePlan } from "../../store/contract/plans.ts";
import { sampleRoom, sampleSitting } from "../../testing/plan-server.ts";
import { roomMapsOf } from "./room-maps.ts";

const sitting = sampleSitting("a1");
const [one, two] = [sampleRoom("1", 2, 2), sampleRoom("2", 3, 2)];
const plan = samplePlan("p1", {
  sittings: [{ ...sitting, seatDraw: null, repeats: null }],
  rooms: [one, two],
});
const maps = roomMapsOf(() => [plan]);

test("a proctor is shown how their own rooms stand, the chief all of them", () => {
  expect(maps(sitting.id, "all").map(({ name }) => name)).toEqual([one.name, two.name]);
  expect(maps(sitting.id, new Set([two.name]))).toEqual([{ name: two.name, map: two.map }]);
});
test("a sitting of no plan has no maps", () => expect(maps("practice", "all")).toEqual([]));
