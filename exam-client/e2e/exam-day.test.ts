import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { incidentReport, release } from "./day/after.ts";
import { afternoon, begin, collect, enter, extension, message, moveSeat, outage } from "./day/exam.ts";
import { setUp } from "./day/setting-up.ts";
import { closeWorld, openWorld, photographPages, type World } from "./day/world.ts";

/**
 * One exam day as its people walk it: an officer, two proctors and three candidates, each at a PC of their
 * own, in pages that they click and type in. Nothing is asked of the server behind their backs.
 */

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => closeWorld(world));

test("DAY-1 a whole exam day is walked in browsers, from the plan to the verified archive", {
  timeout: 900_000,
}, async () => {
  onTestFailed(async () => {
    process.stderr.write(`The pages as they were then: ${await photographPages(world)}\n`);
  });
  const day = await setUp(world);
  const room = await enter(day);
  await begin(day, room);
  await outage(day, room);
  const pages = [room.pages[0], await moveSeat(day, room), room.pages[2]] as const;
  await extension(room, pages);
  await message(day, room, pages[0]);
  const receipts = await collect(day, room, pages);
  expect(new Set(receipts).size).toBe(3);
  await afternoon(day, room, pages);
  await release(day, pages[0]);
  await incidentReport(day);
});
