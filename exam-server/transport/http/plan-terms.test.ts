import { afterAll, beforeAll, expect, test } from "vitest";
import { summaryOf } from "../../delivery/sittings.ts";
import type { Plan, PlanSittingRequest, PreparationStatus } from "../../protocol/plan.ts";
import {
  idNumberOf,
  type PlanServer,
  sampleHead,
  sampleRoom,
  sampleSitting,
  startPlanServer,
} from "../../testing/plan-server.ts";

let server: PlanServer;
beforeAll(async () => {
  server = await startPlanServer();
});
afterAll(() => server.close());

let serial = 0;

/** The summary of a prepared sitting of one candidate, planned under these terms. */
async function preparedUnder(terms: Partial<PlanSittingRequest>) {
  serial += 1;
  const { id } = await server.plan("POST", "/", sampleHead);
  const sitting = sampleSitting(serial.toString(16).padStart(4, "0"), terms);
  const rooms = [sampleRoom("1", 1, 2)];
  const candidate = {
    name: "王小明",
    admissionNumber: "",
    idType: "resident",
    idNumber: idNumberOf(serial),
    extraMinutes: 0,
    places: [{ sitting: sitting.id, room: rooms[0]?.id, seat: 1 }],
  };
  await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sitting] });
  await server.plan("PUT", `/${id}/rooms`, { version: 2, rooms });
  await server.plan("POST", `/${id}/roster`, { version: 3, candidate });
  await server.ask("POST", `/${id}/sittings/${sitting.id}/prepare`, { version: 4 });
  const phase = async () => {
    const asked = await server.ask("GET", `/${id}/sittings/${sitting.id}/preparation`);
    return (asked as unknown as PreparationStatus).state.phase;
  };
  await expect.poll(phase).toBe("done");
  const prepared = server.delivery.sittings.get(sitting.id);
  if (!prepared) throw new Error("not prepared");
  const shown = (await server.ask("GET", `/${id}`)).plan as unknown as Plan;
  return { prepared, summary: summaryOf(prepared), planned: shown.sittings[0] };
}

test("the officer's limits for signals, the demand to compare faces and the own start are carried to the board", async () => {
  const conduct = { leftTimes: 5, leftMs: 30_000, fullScreen: 2, pasted: 4 };
  const terms = { conduct, confirmPerson: true, start: "own" } as const;
  const { prepared, summary, planned } = await preparedUnder(terms);
  expect(planned).toMatchObject(terms);
  expect(summary).toMatchObject({ ...terms, begins: planned?.begins });
  const { state } = await server.delivery.room.record(prepared.places[0]?.attempt ?? "");
  expect(state).toMatchObject({ terms: { start: "own" } });
});

test("without any, the usual limits hold, nobody must be confirmed, and all begin together", async () => {
  const { summary } = await preparedUnder({});
  expect(summary).toMatchObject({
    conduct: { leftTimes: 3, leftMs: 60_000, fullScreen: 3, pasted: 1 },
    confirmPerson: false,
    start: "common",
  });
});

test("limits that are none are refused", async () => {
  const { id } = await server.plan("POST", "/", sampleHead);
  const conduct = { leftTimes: 0, leftMs: 0, fullScreen: 0, pasted: 0 };
  const sittings = [sampleSitting("ffff", { conduct })];
  expect(await server.ask("PUT", `/${id}/sittings`, { version: 1, sittings })).toMatchObject({
    code: "bad-message",
  });
});
