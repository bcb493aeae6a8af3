import { afterAll, beforeAll, expect, test } from "vitest";
import { openResults, type Results } from "../../delivery/results/results.ts";
import type { Sitting } from "../../delivery/sittings.ts";
import type { Plan, PlanChoices, PreparationStatus } from "../../protocol/plan.ts";
import {
  idNumberOf,
  type PlanServer,
  sampleHead,
  sampleRoom,
  sampleSitting,
  startPlanServer,
} from "../../testing/plan-server.ts";
import { answersWorth } from "../../testing/right-answers.ts";
import { csv } from "../../testing/roster-files.ts";

/** One exam of theory and skills as an officer plans it, held with the forms and banks that ship. */
let server: PlanServer;
let results: Results;
beforeAll(async () => {
  server = await startPlanServer();
  const { store, delivery, planning } = server;
  results = openResults({
    store,
    delivery,
    planOf: planning.plans.state,
    recheckDays: 5,
    makeUpRule: "better",
  });
});
afterAll(() => server.close());

const names = ["两科都过", "技能差一点", "理论缺考", "技能缺考"];
/** Points by name and test; null: did not come. */
const held = {
  theory: [60, 80, null, 90],
  skills: [60, 57.5, 85, null],
} as const;

const theory = sampleSitting("1", { title: "理论知识考试", minutes: 90, handInOpens: 0 });
const skills = sampleSitting("2", {
  title: "专业技能考核",
  test: "skills",
  form: "scenario-25",
  begins: "2026-05-29T13:30",
  minutes: 120,
  handInOpens: 0,
});

async function plan(): Promise<string> {
  const { id } = await server.plan("POST", "/", sampleHead);
  await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [theory, skills] });
  await server.plan("PUT", `/${id}/rooms`, { version: 2, rooms: [sampleRoom("1", 3, 4)] });
  const rows = names.map((name, index) => [name, idNumberOf(index)]);
  const [imported] = await server.upload(id, csv([["姓名", "证件号"], ...rows]));
  await server.plan("POST", `/${id}/imports/${imported}/confirm`, { version: 3, leaveOutBad: false });
  // The later test first: who signs in must be led by when the tests begin, not by when they were drawn.
  for (const { id: sitting } of [skills, theory]) {
    const { version } = await now(id);
    await server.ask("POST", `/${id}/sittings/${sitting}/seats`, { version, keep: true });
    await prepare(id, sitting);
  }
  return id;
}

const now = async (id: string) => (await server.ask("GET", `/${id}`)).plan as unknown as Plan;

async function prepare(id: string, sitting: string): Promise<void> {
  const at = `/${id}/sittings/${sitting}`;
  const begun = await server.ask("POST", `${at}/prepare`, { version: (await now(id)).version });
  if (begun.status !== 200) throw new Error(JSON.stringify(begun));
  for (;;) {
    const { state } = (await server.ask("GET", `${at}/preparation`)) as unknown as PreparationStatus;
    if (state.phase === "done") return;
    if (state.phase === "failed") throw new Error(state.sentence);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function sittingOf(id: string): Sitting {
  const sitting = server.delivery.sittings.get(id);
  if (!sitting) throw new Error("no sitting");
  return sitting;
}

async function paperOf(attempt: string) {
  const { state } = await server.delivery.room.record(attempt);
  if (state.phase === "none") throw new Error("no paper");
  return state.paper;
}

async function answer(attempt: string, points: number): Promise<void> {
  const { room } = server.delivery;
  const entries = await answersWorth(server.store.bank, (await paperOf(attempt)).items, points);
  await room.entries(attempt, { journal: "j", epoch: 1, entries }, () => null);
  await room.execute(attempt, { kind: "hand-in", journal: "j", epoch: 1, lastSeq: entries.length });
}

async function hold(id: string, points: readonly (number | null)[]): Promise<void> {
  const { room, sittings } = server.delivery;
  const sitting = sittingOf(id);
  const came = names.flatMap((name, place) => {
    const seat = sitting.places.find(({ person }) => person.name === name);
    const score = points[place] ?? null;
    return seat && score !== null ? [{ attempt: seat.attempt, score }] : [];
  });
  for (const { attempt } of came) {
    await room.execute(attempt, { kind: "open", journal: "j", holderAlive: false });
    await room.execute(attempt, { kind: "confirm-identity", epoch: 1 });
    await room.execute(attempt, { kind: "accept-rules", epoch: 1 });
  }
  await sittings.start(id, "proctor");
  server.clock.skipped += 60_000;
  for (const { attempt, score } of came) await answer(attempt, score);
  server.clock.skipped += sitting.record.minutes * 60_000 + 60_000;
  for (let turn = 0; turn < 3; turn += 1) await sittings.tick();
}

test("the choices offer theory and skills for Level 3, and name no form where none ships", async () => {
  const { qualifications } = (await server.ask("GET", "/choices")) as unknown as PlanChoices;
  const formsOf = (name: string) =>
    qualifications
      .find(({ qualification }) => qualification === name)
      ?.tests.map(({ test, minutes, forms }) => [test, minutes, forms.map(({ form }) => form)]);
  expect(formsOf("ecommerce-l3")).toEqual([
    ["theory", 90, ["form-100", "form-190"]],
    ["skills", 120, ["scenario-25"]],
  ]);
  expect(formsOf("ecommerce-l4-merchant")).toEqual([
    ["theory", 90, []],
    ["skills", 120, []],
  ]);
});

test("RES-1 theory and skills of one roster are two papers and two attempts; absent in one is not absent in the other, and both need 60", async () => {
  const id = await plan();
  const [mine, other] = [sittingOf(theory.id), sittingOf(skills.id)];
  expect(other.places.map(({ person }) => person.id).sort()).toEqual(
    mine.places.map(({ person }) => person.id).sort(),
  );
  const attempts = [...mine.places, ...other.places].map(({ attempt }) => attempt);
  expect(new Set(attempts).size).toBe(2 * names.length);
  const papers = await Promise.all(other.places.map(({ attempt }) => paperOf(attempt)));
  expect(papers.map(({ test, form, items }) => [test, form, items.length])).toEqual(
    names.map(() => ["skills", "scenario-25", 25]),
  );

  for (const { person, attempt } of mine.places) {
    expect(await server.delivery.desk.attemptOf(person.id)).toBe(attempt);
  }
  await hold(theory.id, held.theory);
  expect(other.places.length).toBe(names.length);
  expect(sittingOf(skills.id).state.phase).toBe("prepared");
  await hold(skills.id, held.skills);

  const exam = await results.exam(id);
  if (!exam.ok) throw new Error(exam.code);
  const found = new Map(exam.results.map((one) => [one.name, one]));
  const told = names.map((name) => {
    const { tests, verdict, remark } = found.get(name) ?? {};
    return [name, tests?.theory.total, tests?.skills.total, verdict, remark];
  });
  expect(told).toEqual([
    ["两科都过", 6000, 6000, "qualified", ""],
    ["技能差一点", 8000, 5750, "failed", ""],
    ["理论缺考", null, 8500, "failed", "理论缺考"],
    ["技能缺考", 9000, null, "failed", "技能缺考"],
  ]);
});
