import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attemptStream, drawStream } from "../../attempt/sitting.ts";
import { emptyRecord, foldAttempt } from "../../delivery/log-stream.ts";
import type { Plan, PlanCandidate, PreparationStatus, Readiness } from "../../protocol/plan.ts";
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
const sittingIds = new Map<string, string>();
/** Ids differ from plan to plan, as those that pages make do. */
function sitting(name: string, changes = {}) {
  const made = sampleSitting(`${(++serial).toString(16).padStart(4, "0")}`, { title: name, ...changes });
  sittingIds.set(name, made.id);
  return made;
}

/** A plan with a sitting, rooms of 24 and 12 seats, and so many candidates without a seat. */
async function planOf(count: number, more: ReturnType<typeof sampleSitting>[] = []): Promise<Plan> {
  const { id } = await server.plan("POST", "/", sampleHead);
  await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sitting("第一场"), ...more] });
  await server.plan("PUT", `/${id}/rooms`, {
    version: 2,
    rooms: [sampleRoom("1", 4, 6), sampleRoom("2", 3, 4)],
  });
  const base = ++serial * 100;
  const rows = Array.from({ length: count }, (_, index) => [
    `考生${index + 1}`,
    idNumberOf(base + index),
    index === 0 ? 20 : "",
  ]);
  const [imported] = await server.upload(id, csv([["姓名", "证件号", "加时"], ...rows]));
  return server.plan("POST", `/${id}/imports/${imported}/confirm`, { version: 3, leaveOutBad: false });
}

const rosterOf = async (plan: string) =>
  (await server.ask("GET", `/${plan}/roster?limit=5000`)).candidates as unknown as PlanCandidate[];
const draw = (plan: Plan, sitting: string, keep = true) =>
  server.ask("POST", `/${plan.id}/sittings/${sitting}/seats`, { version: plan.version, keep });
const now = async (plan: string) => (await server.ask("GET", `/${plan}`)).plan as unknown as Plan;

async function prepare(plan: Plan, id: string): Promise<PreparationStatus["state"]> {
  const begun = await server.ask("POST", `/${plan.id}/sittings/${id}/prepare`, { version: plan.version });
  if (begun.status !== 200) throw new Error(JSON.stringify(begun));
  for (;;) {
    const { state } = (await server.ask(
      "GET",
      `/${plan.id}/sittings/${id}/preparation`,
    )) as unknown as PreparationStatus;
    if (state.phase === "done" || state.phase === "failed") return state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function paperOf(attempt: string) {
  const { state } = foldAttempt(emptyRecord, await server.store.events.read(attemptStream(attempt)));
  if (state.phase === "none") throw new Error("no paper");
  return state;
}

describe("seats", () => {
  test("PLAN-3 everyone gets a seat of their own, the seed stands in the plan, given seats stay", async () => {
    const plan = await planOf(20);
    const [first] = plan.sittings;
    const [someone] = await rosterOf(plan.id);
    const places = [{ sitting: first?.id, room: plan.rooms[1]?.id, seat: 12 }];
    const { id: _, photo: __, ...form } = someone as PlanCandidate;
    const given = await server.plan("PUT", `/${plan.id}/roster/${someone?.id}`, {
      version: plan.version,
      candidate: { ...form, places },
    });
    const drawn = await draw(given, first?.id ?? "");
    expect(drawn).toMatchObject({ status: 200, seated: 19, without: 0 });
    const after = drawn.plan as unknown as Plan;
    expect(after.sittings[0]).toMatchObject({
      seated: 20,
      seatDraw: { number: 1, by: "officer", seed: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const roster = await rosterOf(plan.id);
    const seats = roster.map(({ places: [place] }) => `${place?.room}/${place?.seat}`);
    expect(new Set(seats).size).toBe(20);
    expect(roster.find(({ id }) => id === someone?.id)?.places).toEqual(places);
    const again = await draw(after, first?.id ?? "", false);
    expect(again).toMatchObject({ seated: 20, plan: { sittings: [{ seatDraw: { number: 2 } }] } });
  });

  test("PLAN-3 with more candidates than seats, the rest stay without and a second sitting takes them", async () => {
    const plan = await planOf(40, [sitting("第二场", { begins: "2026-05-29T14:00" })]);
    const [one, two] = plan.sittings;
    const first = await draw(plan, one?.id ?? "");
    expect(first).toMatchObject({
      seated: 36,
      without: 0,
      plan: { sittings: [{ candidates: 36 }, { candidates: 0 }] },
    });
    const second = await draw(first.plan as unknown as Plan, two?.id ?? "");
    expect(second).toMatchObject({ seated: 4, plan: { sittings: [{ seated: 36 }, { seated: 4 }] } });
    expect((await rosterOf(plan.id)).every(({ places }) => places.length === 1)).toBe(true);
  });
});

describe("papers", () => {
  test("papers are drawn for everyone with their own time; afterwards nothing they rest on changes", async () => {
    const plan = await planOf(6);
    const id = plan.sittings[0]?.id ?? "";
    const early = await server.ask("POST", `/${plan.id}/sittings/${id}/prepare`, { version: plan.version });
    expect(early.faults?.[0]?.sentence).toContain("还有 6 名考生没有座位");
    const seated = (await draw(plan, id)).plan as unknown as Plan;
    expect(await prepare(seated, id)).toEqual({ phase: "done" });
    const record = server.delivery.sittings.get(id);
    expect(record?.record).toMatchObject({ practice: false, minutes: 90, exam: plan.id });
    expect(record?.places).toHaveLength(6);
    const roster = await rosterOf(plan.id);
    for (const { attempt, person, room, seat } of record?.places ?? []) {
      const { terms, paper } = await paperOf(attempt);
      const known = roster.find((one) => one.id === person.id);
      expect(terms).toEqual({
        duration: 5_400_000,
        extra: (known?.extraMinutes ?? 0) * 60_000,
        entryCloses: 1_800_000,
        handInOpens: 1_800_000,
        grace: 10_000,
      });
      expect(paper.items).toHaveLength(100);
      expect(known?.places).toEqual([
        { sitting: id, room: plan.rooms.find(({ name }) => name === room)?.id, seat: Number(seat) },
      ]);
    }
    const after = await now(plan.id);
    expect(after.sittings).toMatchObject([{ phase: "prepared" }]);
    const { version } = after;
    const { id: candidate, photo: _, ...form } = roster[0] as PlanCandidate;
    const changes = [
      ["PUT", "/sittings", { version, sittings: [] }],
      ["PUT", "/sittings", { version, sittings: [{ ...sampleSitting(id), title: "第一场", minutes: 60 }] }],
      ["PUT", "/rooms", { version, rooms: [sampleRoom("1", 4, 5), sampleRoom("2", 3, 4)] }],
      ["PUT", `/roster/${candidate}`, { version, candidate: { ...form, name: "别人" } }],
      ["PUT", `/roster/${candidate}`, { version, candidate: { ...form, places: [] } }],
      ["POST", "/roster/remove", { version, candidates: [candidate] }],
      ["POST", `/sittings/${id}/seats`, { version, keep: false }],
      ["POST", `/sittings/${id}/candidates`, { version, add: [], remove: [candidate] }],
      ["POST", `/sittings/${id}/prepare`, { version }],
      ["POST", "/remove", { version }],
    ] as const;
    for (const [method, path, body] of changes) {
      const reply = await server.ask(method, `/${plan.id}${path}`, body);
      expect([path, ["plan-invalid", "sitting-prepared"].includes(reply.code ?? "")]).toEqual([path, true]);
    }
    expect(await now(plan.id)).toEqual(after);
    const later = { ...sampleSitting(id), title: "第一场", begins: "2026-05-29T10:00" };
    expect(await server.ask("PUT", `/${plan.id}/sittings`, { version, sittings: [later] })).toMatchObject({
      status: 200,
    });
  });

  test("PLAN-6 a prepared sitting is in the list of those who are assigned to it, and in no other proctor's", async () => {
    const plan = await planOf(2);
    const id = plan.sittings[0]?.id ?? "";
    const seated = (await draw(plan, id)).plan as unknown as Plan;
    const staff = [{ username: "p1", name: "", rooms: [plan.rooms[0]?.id], sittings: null }];
    await prepare(await server.plan("PUT", `/${plan.id}/staff`, { version: seated.version, staff }), id);
    const listed = async (who: string) => {
      const headers = { cookie: await server.cookie(who) };
      const response = await fetch(`${server.url}/api/staff/sittings`, { headers });
      return ((await response.json()) as { sittings: { id: string }[] }).sittings.some(
        (one) => one.id === id,
      );
    };
    expect([await listed("p1"), await listed("p2"), await listed("officer")]).toEqual([true, false, true]);
  });

  test("PLAN-7 a make-up sitting takes the absent, draws anew and repeats no item", async () => {
    const makeUp = sitting("补考", { kind: "make-up", begins: "2026-05-29T15:00" });
    const plan = await planOf(4, [makeUp]);
    const id = plan.sittings[0]?.id ?? "";
    await prepare((await draw(plan, id)).plan as unknown as Plan, id);
    await server.delivery.sittings.start(id, "p1");
    server.clock.skipped += 2 * 3_600_000;
    while (server.delivery.sittings.get(id)?.state.phase !== "closed")
      await new Promise((resolve) => setTimeout(resolve, 50));
    const { version } = await now(plan.id);
    const from = { version, sitting: id, who: "absent" };
    const taken = await server.plan("POST", `/${plan.id}/sittings/${makeUp.id}/candidates/from`, from);
    expect(taken.sittings.find((one) => one.id === makeUp.id)).toMatchObject({ candidates: 4, seated: 0 });
    const seated = (await draw(taken, makeUp.id)).plan as unknown as Plan;
    expect(await prepare(seated, makeUp.id)).toEqual({ phase: "done" });
    const before = server.delivery.sittings.get(id)?.places ?? [];
    for (const { attempt, person } of server.delivery.sittings.get(makeUp.id)?.places ?? []) {
      const first = before.find((one) => one.person.id === person.id)?.attempt ?? "";
      const had = new Set((await paperOf(first)).paper.items.map((item) => item.id));
      expect((await paperOf(attempt)).paper.items.filter((item) => had.has(item.id))).toEqual([]);
    }
    expect((await now(plan.id)).sittings.find((one) => one.id === makeUp.id)).toMatchObject({ repeats: [] });
    const [frozen] = await server.store.events.read(drawStream(makeUp.id));
    expect(Object.keys(JSON.parse(frozen?.data ?? "{}").seen)).toHaveLength(4);
  });
});

describe("readiness", () => {
  const linesOf = async (plan: string) =>
    (await server.ask("GET", `/${plan}/readiness`)) as unknown as Readiness;
  const missing = ({ lines }: Readiness) =>
    lines.filter(({ level }) => level === "missing").map(({ check }) => check);

  test("PLAN-5 an empty plan lacks everything, each in one sentence", async () => {
    const { id } = await server.plan("POST", "/", sampleHead);
    const readiness = await linesOf(id);
    expect(readiness.ready).toBe(false);
    expect(missing(readiness)).toEqual(["sittings", "roster", "rooms", "rehearsal"]);
    expect(
      readiness.lines.every(({ sentence }) => sentence.length > 4 && !sentence.includes("undefined")),
    ).toBe(true);
  });

  test("PLAN-5 proctors 1 to 15 and at least two to a room, seats, papers, disk and rehearsal are looked at", async () => {
    const plan = await planOf(36);
    const id = plan.sittings[0]?.id ?? "";
    expect(missing(await linesOf(plan.id))).toEqual(["seats", "papers", "rehearsal"]);
    const seated = (await draw(plan, id)).plan as unknown as Plan;
    const short = await linesOf(plan.id);
    expect(short.lines.filter(({ check }) => check === "proctors").map(({ sentence }) => sentence)).toEqual([
      "“第一场”第 1 考场有 24 名考生，需要 2 名监考人员，现在有 0 名",
      "“第一场”第 2 考场有 12 名考生，需要 2 名监考人员，现在有 0 名",
      "“第一场”有几个考场，还没有安排总监考（所有考场）：几个考场一起开考，要由总监考或考务人员操作",
    ]);
    const staff = [
      { username: "p1", name: "", rooms: [plan.rooms[0]?.id], sittings: null },
      { username: "p2", name: "", rooms: [plan.rooms[0]?.id], sittings: null },
      { username: "p2", name: "", rooms: [plan.rooms[1]?.id], sittings: null },
      { username: "p3", name: "", rooms: [plan.rooms[1]?.id], sittings: [id] },
      { username: "chief", name: "总监考", rooms: null, sittings: null },
    ];
    const staffed = await server.plan("PUT", `/${plan.id}/staff`, { version: seated.version, staff });
    const doubled = (await linesOf(plan.id)).lines.filter(({ check }) => check === "proctors");
    expect(doubled).toMatchObject([
      { level: "advice", sentence: "“第一场”时 p2 同时被安排在第 1 考场、第 2 考场，一个人只能在一个考场" },
    ]);
    await prepare(staffed, id);
    server.around.rehearsal = { verdict: "ready", at: server.clock.wall, plan: { candidates: 36 } } as never;
    expect(await linesOf(plan.id)).toMatchObject({ ready: true });
    expect(server.planning.startFacts(id).gaps.map((gap) => gap.id)).toEqual(["early"]);
    server.around.freeDiskBytes = 1e6;
    expect(missing(await linesOf(plan.id))).toEqual(["disk"]);
    server.around.freeDiskBytes = 1e12;
    server.around.rehearsal = { verdict: "ready", at: server.clock.wall, plan: { candidates: 5 } } as never;
    const small = (await linesOf(plan.id)).lines.find(({ check }) => check === "rehearsal");
    expect(small).toMatchObject({ level: "advice", sentence: "演练只用了 5 名模拟考生，最大的场次有 36 名" });
    server.around.rehearsal = null;
  });

  test("what is missing is asked about at the start, by name; the wall clock stops nothing", async () => {
    const plan = await planOf(36);
    const id = plan.sittings[0]?.id ?? "";
    const seated = (await draw(plan, id)).plan as unknown as Plan;
    const staff = [
      { username: "p1", name: "李敏", rooms: [plan.rooms[0]?.id], sittings: null },
      { username: "p2", name: "", rooms: [plan.rooms[0]?.id], sittings: null },
      { username: "p3", name: "", rooms: [plan.rooms[1]?.id], sittings: null },
    ];
    const staffed = await server.plan("PUT", `/${plan.id}/staff`, { version: seated.version, staff });
    await prepare(staffed, id);
    const facts = () => server.planning.startFacts(id);
    const second = plan.rooms[1]?.id;
    const begins = plan.sittings[0]?.begins ?? "";
    expect(facts()).toMatchObject({ planned: begins, chiefs: [] });
    const ids = ["early", `proctors:${second}`, "proctors", "rehearsal"];
    expect(facts().gaps.map((gap) => gap.id)).toEqual(ids);
    expect(facts().gaps.map(({ sentence }) => sentence)[1]).toMatch(/第 2 考场有 12 名考生.*现在有 1 名/);

    const chief = { username: "chief", name: "赵刚", rooms: null, sittings: [id] };
    const { version } = await now(plan.id);
    await server.plan("PUT", `/${plan.id}/staff`, { version, staff: [...staff, chief] });
    expect(facts().chiefs).toEqual(["赵刚"]);
    expect(facts().gaps.map((gap) => gap.id)).toEqual(["early", `proctors:${second}`, "rehearsal"]);

    const { wall } = server.clock;
    server.clock.wall = Date.parse(`${begins}:00`) - 12 * 60_000;
    expect(facts().gaps[0]?.sentence).toMatch(/^还没有到计划的开考时间：计划 \d\d:\d\d，现在 \d\d:\d\d$/);
    server.clock.wall = Date.parse("1970-01-01T08:00:00");
    expect(facts().gaps[0]?.sentence).toContain(`计划 ${begins.replace("T", " ")}，现在 1970-01-01 08:00`);
    server.clock.wall = Date.parse(`${begins}:00`) + 60_000;
    expect(facts().gaps.map((gap) => gap.id)).not.toContain("early");
    server.clock.wall = wall;
  });
});
