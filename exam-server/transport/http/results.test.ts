import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Excel from "exceljs";
import express from "express";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadBank } from "../../delivery/load-bank.ts";
import { prepareSitting } from "../../delivery/prepare-sitting.ts";
import { openResults } from "../../delivery/results/results.ts";
import { fixtureFiles } from "../../fixtures.ts";
import { shippedForm, shippedSyllabuses } from "../../library.ts";
import type { PlanCandidate, PlanTest } from "../../protocol/plan.ts";
import type { ExamResults, ResultsStanding, ScoreCards } from "../../protocol/results.ts";
import type { KeptSitting, PlanRecord } from "../../store/plan-store.ts";
import type { Store } from "../../store/store.ts";
import { respond } from "../../testing/attempts.ts";
import { type Day, enter, openDay, paperOf, sqliteStore } from "../../testing/exam-day.ts";
import { sampleHead } from "../../testing/plan-server.ts";
import { answersWorth } from "../../testing/right-answers.ts";
import { hashPassword } from "../auth/passwords.ts";
import { openAuth } from "../auth.ts";
import { candidateRoutes } from "./candidate.ts";
import { resultsRoutes } from "./results.ts";
import { scoreRoutes } from "./results-score.ts";
import { staffRoutes } from "./staff.ts";
import { seenThrough } from "./staff-door.ts";
import { cookieOf, outcome, post, staffPassword } from "./test-server.ts";

/** A plan of two tests over real SQLite and real HTTP: 甲 passes both, 乙 only theory, 丙 never comes, 丁 is void. */
let store: Store;
let day: Day;
let url: string;
let close: () => Promise<void>;
let officer: string;
const failures: unknown[] = [];

const planId = "ab".repeat(8);
const sittingOf: Record<PlanTest, string> = { theory: "11".repeat(8), skills: "22".repeat(8) };
const formOf: Record<PlanTest, string> = { theory: "form-100", skills: "scenario-25" };
const people: PlanCandidate[] = ["=甲", "乙", "丙", "丁"].map((name, place) => ({
  id: `c${place}`.repeat(4),
  name,
  admissionNumber: `2026052900000${place}`,
  idType: "resident",
  idNumber: `99000019800101${place}00X`,
  extraMinutes: 0,
  places: Object.values(sittingOf).map((sitting) => ({ sitting, room: "r".repeat(8), seat: place + 1 })),
  photo: null,
}));

const planned = (test: PlanTest): KeptSitting => ({
  id: sittingOf[test],
  title: test === "theory" ? "理论第一场" : "技能第一场",
  test,
  form: formOf[test],
  kind: "regular",
  begins: test === "theory" ? "2026-05-29T09:00" : "2026-05-29T14:00",
  minutes: 1,
  entryCloses: 30,
  handInOpens: 0,
  graceSeconds: 10,
  start: "common",
  seatDraw: null,
  repeats: null,
});

const record: PlanRecord = {
  ...sampleHead,
  id: planId,
  version: 1,
  changedBy: "officer",
  changedAt: 0,
  secret: "5".repeat(64),
  admissionPrefix: "2026",
  sittings: [planned("theory"), planned("skills")],
  rooms: [],
  staff: [],
};

async function openSitting(test: PlanTest): Promise<void> {
  const { blueprint, sources } = shippedForm("ecommerce-l3", test, formOf[test]);
  const index = await store.bank.index("ecommerce-l3", test);
  const about = {
    id: sittingOf[test],
    exam: planId,
    title: planned(test).title,
    qualification: "ecommerce-l3",
    test,
    form: formOf[test],
    practice: false,
    minutes: 1,
    preparedAt: 0,
    secret: randomBytes(32).toString("hex"),
  };
  const places = people.map((person, place) => ({
    person,
    attempt: `${test}-${place}`,
    room: "第 1 考场",
    seat: String(place + 1),
  }));
  const terms = { duration: 60_000, extra: 0, entryCloses: 30_000, handInOpens: 0, grace: 10_000 };
  const plan = { record: about, blueprint, sources: { ...sources, index }, terms, places };
  const prepared = prepareSitting(plan, day.delivery.clock.now());
  if (!prepared.ok) throw new Error(prepared.message);
  const persons = people.map(({ id, name, admissionNumber, idNumber }) => ({
    id,
    name,
    admissionNumber,
    idNumber,
  }));
  await store.roster.prepare(about, persons, prepared.enrolments, prepared.events);
  await day.delivery.sittings.open(about);
}

/** Answers items right for so many points and hands in. */
async function sit(attempt: string, points: number): Promise<void> {
  const { room } = day.delivery;
  const { items } = await paperOf(day, attempt);
  const entries = await answersWorth(store.bank, items, points);
  await room.entries(attempt, { journal: "j", epoch: 1, entries }, () => null);
  await room.execute(attempt, { kind: "hand-in", journal: "j", epoch: 1, lastSeq: entries.length });
}

async function hold(test: PlanTest, scores: readonly (number | null)[]): Promise<void> {
  for (const [place, points] of scores.entries()) if (points !== null) await enter(day, `${test}-${place}`);
  await day.delivery.sittings.start(sittingOf[test], "proctor");
  day.pass(1000);
  for (const [place, points] of scores.entries()) if (points !== null) await sit(`${test}-${place}`, points);
  const misconduct = { kind: "misconduct", category: "copying", text: "抄袭" } as const;
  const about = { sitting: sittingOf[test], attempt: `${test}-3`, room: null };
  await day.delivery.acts.recordIncident({ ...misconduct, ...about }, "proctor");
  await day.delivery.acts.void({ attempt: `${test}-3`, reason: "抄袭" }, "proctor");
}

async function collect(): Promise<void> {
  day.pass(200_000);
  await day.delivery.sittings.tick();
}

const ask = (at: string, cookie = officer) => fetch(`${url}/api/staff/results${at}`, { headers: { cookie } });
const tell = (at: string, body: unknown, cookie = officer) =>
  post(`${url}/api/staff/results${at}`, body, { cookie });
const read = async <T>(response: Promise<Response>): Promise<T> => (await response).json() as Promise<T>;
const signIn = async (place: number) =>
  cookieOf(
    await post(`${url}/api/candidate/sign-in`, {
      admissionNumber: people[place]?.admissionNumber,
      idNumber: people[place]?.idNumber,
    }),
  );
const cards = async (cookie: string) =>
  (await read<ScoreCards>(fetch(`${url}/api/candidate/score`, { headers: { cookie } }))).cards;
const release = (test: PlanTest) => tell(`/sittings/${sittingOf[test]}/release`, {});

beforeEach(async () => {
  store = await sqliteStore();
  day = await openDay(store);
  await day.sitting(1);
  const syllabuses = [...shippedSyllabuses().values()];
  await loadBank(store.bank, fixtureFiles("banks", "ecommerce-l3-skills"), syllabuses);
  const passwordHash = await hashPassword(staffPassword);
  await store.staff.put({ username: "officer", roles: ["officer"], passwordHash });
  await store.staff.put({ username: "proctor", roles: ["proctor"], passwordHash });
  await openSitting("theory");
  await openSitting("skills");
  const auth = openAuth({
    store,
    mayEnter: day.delivery.desk.mayEnter,
    now: () => 0,
    random: randomBytes,
    limits: { tries: 100, triesPerAddress: 100, windowMs: 1000 },
    signInMs: 1e12,
  });
  const results = openResults({
    store,
    delivery: day.delivery,
    planOf: (plan) => (plan === planId ? { record, candidates: people } : undefined),
    recheckDays: 5,
    makeUpRule: "better",
  });
  const app = express();
  app.use(
    "/api/staff/results",
    resultsRoutes(auth, results, (_, reason) => failures.push(reason)),
  );
  app.use("/api/candidate/score", scoreRoutes(auth, results));
  app.use(express.json());
  const sebGate = { provesFromPage: () => true, passCookie: () => null };
  const doors = { sebGate, seenBy: seenThrough(0), rehearses: async () => false };
  app.use("/api/candidate", candidateRoutes({ auth, ...doors }));
  app.use(
    "/api/staff",
    staffRoutes(auth, day.delivery.reports, () => "all"),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { username: "officer", password: staffPassword };
  officer = cookieOf(await post(`${url}/api/staff/sign-in`, account));
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await day.delivery.stop();
    await store.close();
  };
});

afterEach(async () => {
  await close();
  expect(failures).toEqual([]);
});

async function holdBoth(): Promise<void> {
  await hold("theory", [80, 60, null, 90]);
  await hold("skills", [60, 57.5, null, 90]);
  await collect();
}

test("RES-1 an exam's results put both tests together, and tell the absent, the void and misconduct apart", async () => {
  await hold("theory", [80, 60, null, 90]);
  const early = await read<ExamResults>(ask(`/plans/${planId}`));
  expect(early.results.map(({ verdict }) => verdict)).toEqual(Array(4).fill("pending"));
  await hold("skills", [60, 57.5, null, 90]);
  await collect();
  const exam = await read<ExamResults>(ask(`/plans/${planId}`));
  expect(exam.results.map(({ verdict, remark }) => [verdict, remark])).toEqual([
    ["qualified", ""],
    ["failed", ""],
    ["absent", "理论缺考；技能缺考"],
    ["void", "理论作废；理论违纪 1 次；技能作废；技能违纪 1 次"],
  ]);
  const [first] = exam.results;
  expect([first?.tests.theory.total, first?.tests.skills.total]).toEqual([8000, 6000]);
  const sum = first?.tests.theory.areas.reduce((all, { earned }) => all + earned, 0);
  expect(sum).toBe(8000);
  expect(exam.scales.theory).toEqual({ max: 10_000, passMark: 6000 });
});

test("RES-1 the files have the office's columns, long numbers and formulas as text", async () => {
  await holdBoth();
  const csv = Buffer.from(await (await ask(`/plans/${planId}/file?as=csv`)).arrayBuffer()).toString();
  const [heading, first, , third] = csv.split("\r\n");
  expect(heading).toBe("\uFEFF准考证号,姓名,证件类型,证件号,职业等级,理论成绩,技能成绩,评定,备注");
  expect(first).toMatch(/^20260529000000,'=甲,居民身份证,/);
  expect(first).toMatch(/,80,60,合格,$/);
  expect(third).toMatch(/,缺考,缺考,缺考,理论缺考；技能缺考$/);
  const book = new Excel.Workbook();
  await book.xlsx.load(await (await ask(`/plans/${planId}/file?as=xlsx`)).arrayBuffer());
  const row = (sheet: string, number: number) => {
    const values = book.getWorksheet(sheet)?.getRow(number).values;
    return Array.isArray(values) ? values.slice(1) : [];
  };
  expect(row("成绩", 2).slice(0, 4)).toEqual(["20260529000000", "=甲", "居民身份证", "99000019800101000X"]);
  expect(row("成绩", 2).slice(5, 8)).toEqual([80, 60, "合格"]);
  const areas = row("分范围成绩", 2).slice(2).map(Number);
  expect(areas.reduce((all, one) => all + one, 0)).toBe(140);
  expect(await outcome(ask(`/plans/${planId}/file?as=pdf`))).toEqual([404, "not-found"]);
});

test("a table that a page shows becomes a workbook in which long numbers are whole", async () => {
  const rows = [
    ["准考证号", "证件号", "加时", "备注"],
    ["20260529000000", "990000198001010120", 15, "=1+1"],
  ];
  const book = new Excel.Workbook();
  await book.xlsx.load(await (await tell("/table", { rows })).arrayBuffer());
  const read = book.worksheets[0]?.getRow(2);
  expect([1, 2, 3, 4].map((column) => read?.getCell(column).value)).toEqual(rows[1]);
  expect(read?.getCell(3).text).toBe("15");
  expect(await outcome(tell("/table", { rows: [] }))).toEqual([400, "bad-message"]);
});

test("RES-2 a release is refused with a sentence while something is not over, unmarked or undecided", async () => {
  await hold("theory", [80, 60, null, 90]);
  const refused = await read<{ code: string; sentences: string[] }>(release("theory"));
  expect(refused.code).toBe("not-releasable");
  expect(refused.sentences.join()).toMatch(/还没有结束/);
  await collect();
  const entries = [respond(81, (await paperOf(day, "theory-0")).items[90]?.id ?? "", "A", 1)];
  const rescue = { kind: "load-rescue", file: "f", journal: "k", entries, by: "proctor" } as const;
  await day.delivery.room.execute("theory-0", rescue);
  const waiting = await read<ResultsStanding>(ask(`/sittings/${sittingOf.theory}`));
  expect(waiting.hindrances.join()).toMatch(/1 名考生的答案还没有决定.*20260529000000/);
  expect(await outcome(release("theory"))).toEqual([409, "not-releasable"]);
  const quarantined = await day.delivery.quarantine.list("theory-0");
  const decided = quarantined.ok ? quarantined.entries : [];
  await day.delivery.quarantine.decide(
    { attempt: "theory-0", entries: decided, admit: false, reason: "迟到" },
    "proctor",
  );
  expect(await outcome(release("theory"))).toEqual([200, undefined]);
  expect(await outcome(release("theory"))).toEqual([409, "already-released"]);
});

test("RES-2 before the release no candidate learns a score, afterwards each only their own", async () => {
  const [mine, others] = [await signIn(0), await signIn(1)];
  await holdBoth();
  for (const cookie of [mine, others]) {
    const shown = await cards(cookie);
    expect(shown.map(({ score }) => score)).toEqual([null, null]);
    expect(JSON.stringify(shown)).not.toMatch(/earned|total|passed/);
  }
  await release("theory");
  const scores = new Map((await cards(mine)).map(({ title, score }) => [title, score]));
  expect(scores.get("技能第一场")).toBeNull();
  expect(scores.get("理论第一场")).toMatchObject({
    standing: "scored",
    total: 8000,
    passed: true,
    mayAsk: true,
  });
  const theirs = (await cards(others)).find(({ score }) => score !== null);
  expect(theirs).toMatchObject({ attempt: "theory-1", score: { total: 6000 } });
  const [absent, voided] = [await cards(await signIn(2)), await cards(await signIn(3))];
  expect(absent.find(({ score }) => score)?.score).toMatchObject({ standing: "absent", total: 0, areas: [] });
  expect(voided.find(({ score }) => score)?.score).toMatchObject({ standing: "void", total: 0, areas: [] });
});

test("RES-2 officers alone see and release results", async () => {
  await holdBoth();
  const account = { username: "proctor", password: staffPassword };
  const proctor = cookieOf(await post(`${url}/api/staff/sign-in`, account));
  const candidate = await signIn(0);
  for (const at of [
    `/plans/${planId}`,
    `/sittings/${sittingOf.theory}`,
    `/sittings/${sittingOf.theory}/items`,
  ]) {
    expect(await outcome(ask(at, proctor))).toEqual([403, "wrong-role"]);
    expect(await outcome(ask(at, candidate))).toEqual([401, "not-signed-in"]);
  }
  expect(await outcome(tell(`/sittings/${sittingOf.theory}/release`, {}, proctor))).toEqual([
    403,
    "wrong-role",
  ]);
});

test("RES-3 a candidate asks once for a re-check within the days, the officer answers once, both stand in the log", async () => {
  await holdBoth();
  const mine = await signIn(1);
  const recheck = (attempt: string, text: string, cookie = mine) =>
    outcome(post(`${url}/api/candidate/score/recheck`, { attempt, text }, { cookie }));
  expect(await recheck("theory-1", "请复核")).toEqual([409, "not-released"]);
  await release("theory");
  await release("skills");
  expect(await recheck("theory-0", "不是我的")).toEqual([404, "not-found"]);
  expect(await recheck("skills-1", "我的证件号 990000198001011000")).toEqual([409, "id-number-in-text"]);
  expect(await recheck("skills-1", "第 3 题请复核")).toEqual([200, undefined]);
  expect(await recheck("skills-1", "再查一次")).toEqual([409, "recheck-asked"]);
  const standing = await read<ResultsStanding>(ask(`/sittings/${sittingOf.skills}`));
  expect(standing.rechecks).toMatchObject([
    { name: "乙", total: 5750, asked: { text: "第 3 题请复核" }, answer: null },
  ]);
  const answer = () => outcome(tell(`/sittings/${sittingOf.skills}/rechecks/skills-1`, { text: "成绩无误" }));
  expect([await answer(), await answer()]).toEqual([
    [200, undefined],
    [409, "no-recheck"],
  ]);
  const shown = (await cards(mine)).find(({ attempt }) => attempt === "skills-1");
  expect(shown?.score).toMatchObject({ mayAsk: false, recheck: { answer: { text: "成绩无误" } } });
  const log = await store.events.read(`sitting/${sittingOf.skills}`);
  expect(log.slice(-3).map(({ type }) => type)).toEqual([
    "results-released",
    "recheck-asked",
    "recheck-answered",
  ]);
  day.stepWall(5 * 86_400_000 + 1000);
  expect(await recheck("theory-1", "太晚了")).toEqual([409, "recheck-over"]);
});

test("MARK-4 over HTTP: previewed, applied, and the candidate sees the new score", async () => {
  await holdBoth();
  await release("skills");
  const { items } = await paperOf(day, "skills-1");
  const missed = items[1];
  const request = { item: missed?.id, version: missed?.version, change: { kind: "full-marks" } };
  const at = `/sittings/${sittingOf.skills}/correction`;
  const preview = await read<{ changes: { attempt: string; before: unknown; after: unknown }[] }>(
    tell(`${at}/preview`, request),
  );
  expect(preview.changes[0]).toMatchObject({
    attempt: "skills-1",
    before: { total: 5750, passed: false },
    after: { total: 6000, passed: true },
  });
  expect(await outcome(tell(at, request))).toEqual([400, "bad-message"]);
  expect(await outcome(tell(at, { ...request, reason: "题干有误" }))).toEqual([200, undefined]);
  const shown = (await cards(await signIn(1))).find(({ attempt }) => attempt === "skills-1");
  expect(shown?.score).toMatchObject({ total: 6000, passed: true });
  const exam = await read<ExamResults>(ask(`/plans/${planId}`));
  expect(exam.results[1]?.verdict).toBe("qualified");
});
