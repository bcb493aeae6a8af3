import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paperKey } from "../../attempt/keys.ts";
import { attemptStream, sittingStream } from "../../attempt/sitting.ts";
import type { Plan, PlanCandidate, PreparationStatus } from "../../protocol/plan.ts";
import { respond } from "../../testing/attempts.ts";
import {
  idNumberOf,
  type PlanServer,
  sampleHead,
  sampleRoom,
  sampleSitting,
  startPlanServer,
} from "../../testing/plan-server.ts";
import { csv } from "../../testing/roster-files.ts";

let server: PlanServer;
beforeAll(async () => {
  server = await startPlanServer();
});
afterAll(() => server.close());

let serial = 0;

/** A plan of so many candidates who have seats; its papers are drawn unless told otherwise. */
async function planOf(count: number, drawn = true): Promise<Plan> {
  serial += 1;
  const { id } = await server.plan("POST", "/", sampleHead);
  const sittings = [sampleSitting(serial.toString(16).padStart(4, "0"))];
  await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings });
  await server.plan("PUT", `/${id}/rooms`, { version: 2, rooms: [sampleRoom("1", 25, 20)] });
  const rows = Array.from({ length: count }, (_, index) => [
    `考生${index}`,
    idNumberOf(serial * 1000 + index),
  ]);
  const [imported] = await server.upload(id, csv([["姓名", "证件号"], ...rows]));
  await server.plan("POST", `/${id}/imports/${imported}/confirm`, { version: 3, leaveOutBad: false });
  const staff = [{ username: "p1", name: "", rooms: null, sittings: [sittings[0]?.id] }];
  await server.plan("PUT", `/${id}/staff`, { version: 4, staff });
  const seated = await server.plan("POST", `/${id}/sittings/${sittings[0]?.id}/seats`, {
    version: 5,
    keep: true,
  });
  return drawn ? prepare(seated) : seated;
}

const sittingOf = (plan: Plan) => plan.sittings[0]?.id ?? "";
const at = (plan: Plan, what: string) => `/${plan.id}/sittings/${sittingOf(plan)}/${what}`;
const now = async (plan: Plan) => (await server.ask("GET", `/${plan.id}`)).plan as unknown as Plan;
const stateOf = async (plan: Plan) =>
  ((await server.ask("GET", at(plan, "preparation"))) as unknown as PreparationStatus).state;

async function prepare(plan: Plan): Promise<Plan> {
  const begun = await server.ask("POST", at(plan, "prepare"), { version: plan.version });
  if (begun.status !== 200) throw new Error(JSON.stringify(begun));
  await expect.poll(async () => (await stateOf(plan)).phase, { timeout: 20_000 }).toBe("done");
  return now(plan);
}

const withdraw = (plan: Plan, changes: object = {}, who = "officer") =>
  server.ask("POST", at(plan, "withdraw"), { version: plan.version, reason: "名单有误", ...changes }, who);
const sittingNow = (plan: Plan) => server.delivery.sittings.get(sittingOf(plan));
const typesOf = async (stream: string) => (await server.store.events.read(stream)).map(({ type }) => type);

describe("papers that were drawn", () => {
  test("PLAN-8 are taken back with a reason, stay in the log, and are drawn anew under another secret", async () => {
    const plan = await planOf(3);
    const old = sittingNow(plan);
    const [place] = old?.places ?? [];
    if (!old || !place) throw new Error("no sitting");
    await server.delivery.room.execute(place.attempt, { kind: "open", journal: "j", holderAlive: false });
    const reply = await withdraw(plan);
    expect(reply.status).toBe(200);
    const after = reply.plan as unknown as Plan;
    expect(after.sittings).toMatchObject([
      {
        phase: "planned",
        candidates: 3,
        seated: 3,
        withdrawals: [{ sitting: old.record.id, by: "officer", reason: "名单有误", at: expect.any(Number) }],
      },
    ]);
    expect(after.staff).toMatchObject([{ username: "p1", sittings: [sittingOf(after)] }]);
    expect(await typesOf(sittingStream(old.record.id))).toEqual(["sitting-prepared", "sitting-withdrawn"]);
    expect((await typesOf(attemptStream(place.attempt))).at(-1)).toBe("paper-withdrawn");

    const drawn = await prepare(after);
    const anew = sittingNow(drawn);
    if (!anew) throw new Error("no sitting");
    expect(anew.record.secret).not.toBe(old.record.secret);
    expect(anew.places.map(({ person, seat }) => [person.id, seat]).sort()).toEqual(
      old.places.map(({ person, seat }) => [person.id, seat]).sort(),
    );
    expect(await server.delivery.desk.attemptOf(place.person.id)).toBe(
      anew.places.find(({ person }) => person.id === place.person.id)?.attempt,
    );
    expect(paperKey(anew.record.secret, place.attempt)).not.toBe(paperKey(old.record.secret, place.attempt));
  });

  test("PLAN-8 and taken back are no one's: nothing of the old attempts is accepted any more", async () => {
    const plan = await planOf(2);
    const [place] = sittingNow(plan)?.places ?? [];
    const attempt = place?.attempt ?? "";
    const { room, desk, sittings } = server.delivery;
    await room.execute(attempt, { kind: "open", journal: "j", holderAlive: false });
    await room.execute(attempt, { kind: "confirm-identity", epoch: 1 });
    await room.execute(attempt, { kind: "accept-rules", epoch: 1 });
    await withdraw(plan);
    const commands = [
      { kind: "open", journal: "k", holderAlive: false },
      { kind: "start" },
      { kind: "begin", epoch: 1 },
      { kind: "hand-in", journal: "j", epoch: 1, lastSeq: 0 },
    ] as const;
    for (const command of commands)
      expect(await room.execute(attempt, command)).toMatchObject({ code: "papers-withdrawn" });
    const entries = [respond(1, "i", "A")];
    expect(await room.entries(attempt, { journal: "j", epoch: 1, entries }, () => null)).toMatchObject({
      code: "papers-withdrawn",
    });
    expect(await desk.paper(attempt)).toBeNull();
    expect(await desk.attemptOf(place?.person.id ?? "")).toBeNull();
    expect(await desk.mayEnter(place?.person.id ?? "")).toBe(false);
    expect(await sittings.start(sittingOf(plan), "p1")).toMatchObject({ code: "not-found" });
  });

  test("leave the roster free to be corrected", async () => {
    const plan = await planOf(1);
    const after = (await withdraw(plan)).plan as unknown as Plan;
    const [{ id, photo: _, ...form }] = (await server.ask("GET", `/${plan.id}/roster`))
      .candidates as unknown as [PlanCandidate];
    const corrected = await server.plan("PUT", `/${plan.id}/roster/${id}`, {
      version: after.version,
      candidate: { ...form, name: "更正" },
    });
    const drawn = await prepare(corrected);
    expect(sittingNow(drawn)?.places.map(({ person }) => person.name)).toEqual(["更正"]);
  });

  test("stay when the sitting has started, the plan has moved on, the reason is missing or names an ID number", async () => {
    const plan = await planOf(1);
    const idNumber = idNumberOf(serial * 1000);
    expect(await withdraw(plan, { version: plan.version - 1 })).toMatchObject({ code: "plan-changed" });
    expect(await withdraw(plan, { reason: "  " })).toMatchObject({ status: 400 });
    expect(await withdraw(plan, { reason: `错 ${idNumber}` })).toMatchObject({ code: "id-number-in-text" });
    expect(await withdraw(plan, {}, "p1")).toMatchObject({ code: "wrong-role" });
    await server.delivery.sittings.start(sittingOf(plan), "p1");
    expect(await withdraw(plan)).toMatchObject({ code: "already-started" });
    expect(await now(plan)).toMatchObject({ sittings: [{ phase: "running", withdrawals: [] }] });
    expect(await typesOf(sittingStream(sittingOf(plan)))).toEqual(["sitting-prepared", "sitting-started"]);
  });

  test("of two officers who take them back, the later is told", async () => {
    const plan = await planOf(1);
    const both = await Promise.all([withdraw(plan), withdraw(plan, {}, "officer2")]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(both.find(({ status }) => status !== 200)?.code).toMatch(/not-found|plan-changed/);
    expect((await now(plan)).sittings[0]?.withdrawals).toHaveLength(1);
  });

  test("PLAN-8 a disk that fails after the log was written: the plan goes on, and corrected people can be drawn", async () => {
    const plan = await planOf(1);
    const [place] = sittingNow(plan)?.places ?? [];
    const { roster } = server.store;
    const gone: string[] = [];
    server.delivery.sittings.onWithdrawn(({ record }) => gone.push(record.id));
    const { leave } = roster;
    roster.leave = async () => Promise.reject(new Error("SQLITE_FULL"));
    const reply = await withdraw(plan).finally(() => {
      roster.leave = leave;
    });
    expect(reply.status).toBe(200);
    const after = reply.plan as unknown as Plan;
    expect(after.sittings).toMatchObject([{ phase: "planned", withdrawals: [{ reason: "名单有误" }] }]);
    expect(gone).toEqual([sittingOf(plan)]);
    expect(await server.delivery.desk.mayEnter(place?.person.id ?? "")).toBe(false);

    const [{ id, photo: _, ...form }] = (await server.ask("GET", `/${plan.id}/roster`))
      .candidates as unknown as [PlanCandidate];
    const corrected = await server.plan("PUT", `/${plan.id}/roster/${id}`, {
      version: after.version,
      candidate: { ...form, name: "更正" },
    });
    const drawn = await prepare(corrected);
    expect(sittingNow(drawn)?.places.map(({ person }) => person.name)).toEqual(["更正"]);
    expect(await server.store.roster.enrolments(sittingOf(plan))).toEqual([]);
  });

  test("PLAN-8 a disk that fails before the plan is written: nothing of it changes, and asking again ends it", async () => {
    const plan = await planOf(1);
    const { plans } = server.store;
    const { change } = plans;
    plans.change = async () => Promise.reject(new Error("SQLITE_FULL"));
    const failed = await withdraw(plan);
    await server.planning.papers.catchUp().finally(() => {
      plans.change = change;
    });
    expect(failed.status).toBe(503);
    const between = await now(plan);
    expect(between).toMatchObject({
      version: plan.version,
      sittings: [{ phase: "prepared", withdrawals: [] }],
    });
    expect(await server.ask("POST", at(plan, "prepare"), { version: plan.version })).toMatchObject({
      code: "sitting-prepared",
    });
    const again = await withdraw(between, { reason: "再试一次" }, "officer2");
    expect(again.status).toBe(200);
    const after = again.plan as unknown as Plan;
    const withdrawals = [{ sitting: sittingOf(plan), by: "officer", reason: "名单有误" }];
    expect(after.sittings).toMatchObject([{ phase: "planned", withdrawals }]);
    expect(sittingOf(await prepare(after))).not.toBe(sittingOf(plan));
  });

  test("a stop between the log and the plan loses nothing: the plan catches up at the next start", async () => {
    const plan = await planOf(1);
    const old = sittingOf(plan);
    await server.delivery.sittings.withdraw(old, "停电", "officer");
    await server.planning.papers.catchUp();
    await server.planning.papers.catchUp();
    const after = await now(plan);
    expect(after.sittings).toMatchObject([
      { phase: "planned", withdrawals: [{ sitting: old, by: "officer", reason: "停电" }] },
    ]);
    expect(sittingOf(await prepare(after))).not.toBe(old);
  });
});

describe("a drawing that is under way", () => {
  test("is cancelled, writes nothing, and may begin again", async () => {
    const plan = await planOf(400, false);
    const begun = await server.ask("POST", at(plan, "prepare"), { version: plan.version });
    expect(begun.status).toBe(200);
    expect(await server.ask("POST", at(plan, "prepare/cancel"))).toMatchObject({ status: 200 });
    await expect.poll(() => stateOf(plan)).toEqual({ phase: "none" });
    await expect.poll(async () => (await now(plan)).sittings[0]?.phase).toBe("planned");
    expect(await typesOf(sittingStream(sittingOf(plan)))).toEqual([]);
    expect(await server.ask("POST", at(plan, "prepare/cancel"))).toMatchObject({ code: "not-found" });
    const drawn = await prepare(await now(plan));
    expect(drawn.sittings).toMatchObject([{ phase: "prepared" }]);
  });
});
