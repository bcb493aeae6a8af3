import { expect, test } from "vitest";
import { rootOf } from "../attempt/chain.ts";
import { attemptStream, sittingStream } from "../attempt/sitting.ts";
import type { PrintOrder } from "../print/documents.ts";
import type { PlanCandidate } from "../protocol/plan.ts";
import { refuse } from "../protocol/refusal.ts";
import type { ExamTestResult, Verdict } from "../protocol/results.ts";
import { samplePlan } from "../store/contract/plans.ts";
import { openMemoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { type Day, enter, openDay } from "../testing/exam-day.ts";
import { sittingEvent } from "./log-stream.ts";
import { labelOf } from "./plan/state.ts";
import { masked } from "./print/masked.ts";
import { openPrintData, type PrintDataParts, type PrintTask } from "./print-data.ts";

const map = {
  rows: 2,
  columns: 2,
  missing: [],
  numbering: "rows",
  spare: [],
  doors: [],
  platform: "front",
} as const;
const terms = {
  form: "form-100",
  kind: "regular",
  handInOpens: 30,
  graceSeconds: 30,
  start: "common",
} as const;
const theory = {
  ...terms,
  id: "00000001",
  title: "理论知识考试",
  test: "theory",
  begins: "2026-05-29T09:00",
  minutes: 90,
  entryCloses: 30,
  seatDraw: null,
  repeats: null,
} as const;
const skills = {
  ...theory,
  id: "00000002",
  title: "专业技能考核",
  begins: "2026-05-29T13:30",
  entryCloses: null,
} as const;

const plan = samplePlan("p1", {
  site: "第一考点",
  address: "教育路 18 号",
  notes: "带黑色签字笔。\n\n 不得提前离场。",
  sittings: [skills, theory].map((one) => ({ ...one })),
  rooms: [
    { id: "r1", name: "第 1 考场", place: "305 室", map: { ...map, missing: [], spare: [], doors: [] } },
    { id: "r2", name: "第 2 考场", place: "", map: { ...map, missing: [], spare: [], doors: [] } },
  ],
});

/** Time passes on both clocks. */
function passBoth(day: Day, ms: number): void {
  day.pass(ms);
  day.stepWall(ms);
}

const photo = new Uint8Array([1, 2, 3]);

function candidate(number: number, places: PlanCandidate["places"]): PlanCandidate {
  return {
    id: `c${number}`,
    name: `考生${number}`,
    admissionNumber: `2605290100${number}`,
    idType: "resident",
    idNumber: `1101011990010100${number}X`,
    extraMinutes: number === 2 ? 30 : 0,
    photo: number === 1 ? "aa" : null,
    places,
  };
}

async function planned() {
  const store = openMemoryStore();
  await store.plans.create({ ...plan, version: 1 });
  await store.plans.change(
    { ...plan, version: 2 },
    {
      remove: [],
      put: [
        candidate(1, [
          { sitting: "00000001", room: "r1", seat: 2 },
          { sitting: "00000002", room: "r2", seat: 1 },
        ]),
        candidate(2, [{ sitting: "00000001", room: "r1", seat: 1 }]),
        candidate(3, [{ sitting: "00000001", room: null, seat: null }]),
      ],
    },
  );
  await store.plans.putPhotos([{ sha256: "aa", bytes: photo }]);
  return { store, data: dataOf(store) };
}

function dataOf(store: Store, day?: Day, parts: Partial<PrintDataParts> = {}) {
  return openPrintData({
    plans: store.plans,
    sittings: day?.delivery.sittings ?? { get: () => undefined },
    log: store.events,
    reports: day?.delivery.reports ?? { results: async () => null },
    wall: () => 0,
    fingerprint: "ABCD-0123",
    examResults: async () => refuse("not-found"),
    ...parts,
    qualificationTitle: () => "电子商务师（三级）",
  });
}

/** What a task prints, read out. */
async function printedBy(answer: PrintTask | { ok: false; code: string }) {
  if (!answer.ok) throw new Error(answer.code);
  const { entries, ...order } = answer.order as PrintOrder & { entries: AsyncIterable<unknown> };
  const list: unknown[] = [];
  for await (const entry of entries) list.push(entry);
  return { ...order, list, fileName: answer.fileName };
}

test("PRINT-1 tickets of a plan: each candidate's sittings in order, masked number, photo, and what is told", async () => {
  const { data } = await planned();
  const all = await printedBy(
    await data.tickets({ plan: "p1", sitting: null, room: null, perPage: 2 }, "all"),
  );
  expect(all).toMatchObject({
    document: "tickets",
    total: 3,
    fileName: plan.title,
    head: { exam: plan.title, site: "第一考点", address: "教育路 18 号", perPage: 2 },
  });
  const [first, second, third] = all.list;
  expect(first).toMatchObject({
    name: "考生1",
    idType: "居民身份证",
    idNumber: "110101********001X",
    tests: [
      { title: "理论知识考试", room: "第 1 考场", place: "305 室", seat: "2", minutes: 90 },
      { title: "专业技能考核", room: "第 2 考场", place: "", seat: "1" },
    ],
  });
  expect(first).toHaveProperty("photo", photo);
  expect(second).toMatchObject({ tests: [{ minutes: 120 }], photo: null });
  expect(third).toMatchObject({ tests: [{ room: "待定", seat: "" }] });
  expect("notes" in all.head && all.head.notes).toEqual(
    expect.arrayContaining([
      "理论知识考试：开考 30 分钟后停止入场；开考 30 分钟后方可交卷。",
      "专业技能考核：开考后仍可入场，但不补迟到的时间；开考 30 分钟后方可交卷。",
      "带黑色签字笔。",
      "不得提前离场。",
    ]),
  );
});

test("tickets of one room or sitting only, and a refusal where there is nobody", async () => {
  const { data } = await planned();
  const asked = { plan: "p1", sitting: "00000001", perPage: 4 } as const;
  const room = await printedBy(await data.tickets({ ...asked, room: "第 1 考场" }, "all"));
  expect(room.list).toMatchObject([{ name: "考生1" }, { name: "考生2" }]);
  expect(await data.tickets({ ...asked, room: "第 9 考场" }, "all")).toMatchObject({
    code: "nothing-to-print",
  });
  expect(await data.tickets({ ...asked, plan: "p9", room: null }, "all")).toMatchObject({
    code: "not-found",
  });
});

test("PRINT-1 labels and sign-in sheets: who has a seat, by room and seat", async () => {
  const { data } = await planned();
  const labels = await printedBy(await data["seat-labels"]({ sitting: "00000001", room: null }, "all"));
  expect(labels.list).toMatchObject([
    { seat: "1", name: "考生2", room: "第 1 考场" },
    { seat: "2", name: "考生1", room: "第 1 考场" },
  ]);
  const sheets = await printedBy(await data["sign-in-sheet"]({ sitting: "00000001", room: null }, "all"));
  expect(sheets).toMatchObject({
    total: 1,
    head: { sitting: "理论知识考试", begins: "2026-05-29T09:00", site: "第一考点" },
    list: [{ room: "第 1 考场", place: "305 室", people: [{ seat: "1" }, { seat: "2", photo }] }],
  });
  const others = new Set(["第 2 考场"]);
  const elsewhere = await data["sign-in-sheet"]({ sitting: "00000001", room: null }, others);
  expect(elsewhere).toMatchObject({ code: "nothing-to-print" });
  expect(await data["sign-in-sheet"]({ sitting: "00000009", room: null }, "all")).toMatchObject({
    code: "not-found",
  });
});

test("PRINT-1 EVID-3 the incident report is what the log says, and carries the root once the sitting is closed", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(5);
  const attempts = sitting.places.map(({ attempt }) => attempt);
  const [first = "", second = ""] = attempts;
  for (const attempt of attempts.slice(0, 4)) await enter(day, attempt);
  const { acts, sittings } = day.delivery;
  const id = sitting.record.id;
  await sittings.start(id, "p1");
  await sittings.grantTime({ sitting: id, attempts: null, ms: 90_000, kind: "credit", reason: "断电" }, "p1");
  const misconduct = { kind: "misconduct", category: "talking", text: "与邻座交谈" } as const;
  await acts.recordIncident({ sitting: id, attempt: first, room: null, ...misconduct }, "p2");
  passBoth(day, 1000);
  const power = { kind: "irregularity", category: "power", text: "全场断电" } as const;
  const room = sitting.places[0]?.room ?? "";
  await acts.recordIncident({ sitting: id, attempt: null, room, ...power }, "p1");
  await acts.recordIncident({ sitting: id, attempt: null, room: "别的考场", ...power }, "p1");
  await acts.void({ attempt: second, reason: "替考" }, "chief");

  const data = dataOf(store, day);
  const draft = await printedBy(await data["incident-report"]({ sitting: id, room: null }, "all"));
  expect(draft.head).toMatchObject({ root: null });
  passBoth(day, 1_000_000);
  await sittings.tick();
  passBoth(day, 1_000_000);
  await sittings.tick();
  const { state } = sittings.get(id) ?? sitting;
  if (state.phase !== "closed") throw new Error("not closed");
  const report = await printedBy(await data["incident-report"]({ sitting: id, room: null }, "all"));
  const { secretHash, rosterHash } = state.prepared;
  expect(report.head).toMatchObject({ root: state.root, fingerprint: "ABCD-0123", secretHash, rosterHash });
  const { admissionNumber } = sitting.places[0]?.person ?? { admissionNumber: "" };
  expect(report.list).toMatchObject([
    {
      room,
      counts: { expected: 5, present: 4, absent: 1, misconduct: 1, irregularity: 1, voided: 1 },
      absent: [{ seat: sitting.places[4]?.seat }],
      incidents: [
        { kind: "违纪 · 交头接耳", text: "与邻座交谈", by: "p2" },
        { kind: "异常 · 断电", whom: "全考场", text: "全场断电", by: "p1" },
      ],
      acts: [
        { kind: "补时", whom: "全考场", text: "1 分 30 秒：断电", by: "p1" },
        { kind: "作废", text: "替考", by: "chief" },
      ],
    },
  ]);
  expect(JSON.stringify(report.list)).toContain(admissionNumber);
  await day.delivery.stop();
});

test("PRINT-1 what happened stands under the room where the candidate sat at that time, a move under both", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(3);
  const id = sitting.record.id;
  const [first = "", second = ""] = sitting.places.map(({ attempt }) => attempt);
  for (const { attempt } of sitting.places) await enter(day, attempt);
  const { acts, sittings } = day.delivery;
  await sittings.start(id, "p1");
  const noted = (attempt: string, text: string) =>
    acts.recordIncident(
      { sitting: id, attempt, room: null, kind: "misconduct", category: "talking", text },
      "p1",
    );
  await noted(first, "换机前");
  passBoth(day, 1000);
  const target = { room: "备用考场", seat: "9" };
  const released = await acts.releaseSeat({ attempt: first, reason: "蓝屏", target }, "p1");
  expect(released).toMatchObject({ ok: true });
  passBoth(day, 1000);
  await noted(first, "换机后");
  await noted(second, "未换机");
  const { list } = await printedBy(
    await dataOf(store, day)["incident-report"]({ sitting: id, room: null }, "all"),
  );
  const room = sitting.places[0]?.room;
  const seat = sitting.places[0]?.seat;
  expect(list).toMatchObject([
    {
      room,
      counts: { expected: 3, present: 3, misconduct: 2 },
      incidents: [{ text: "换机前" }, { text: "未换机" }],
      acts: [{ kind: "准许换机" }, { kind: "换机", text: "换到 备用考场 9 号：蓝屏" }],
    },
    {
      room: "备用考场",
      counts: { expected: 0, present: 0, absent: 0, misconduct: 1 },
      absent: [],
      incidents: [{ text: "换机后", whom: expect.stringMatching(/^9 号/) }],
      acts: [{ kind: "换入", text: `由 ${room} ${seat} 号换来：蓝屏` }],
    },
  ]);
  const own = await printedBy(
    await dataOf(store, day)["incident-report"]({ sitting: id, room: null }, new Set(["备用考场"])),
  );
  expect(own.list).toMatchObject([{ room: "备用考场" }]);
  await day.delivery.stop();
});

const gone = (at: number) => ({ kind: "seat-lost", since: at }) as const;
const back = (at: number) => ({ kind: "seat-returned", since: at }) as const;

test("PRINT-2 the incident report names who watched, tells when it really was, and which seats went at once", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(5);
  const id = sitting.record.id;
  const room = sitting.places[0]?.room ?? "";
  const rooms = [{ id: "r1", name: room, place: "", map: { ...map, missing: [], spare: [], doors: [] } }];
  const staff = [
    { username: "p1", name: "李敏", rooms: ["r1"], sittings: null },
    { username: "p2", name: "", rooms: ["r1"], sittings: [id] },
    { username: "p3", name: "王强", rooms: ["r1"], sittings: ["00000009"] },
    { username: "chief", name: "赵刚", rooms: null, sittings: null },
  ];
  const sittings = [{ ...theory, id }];
  await store.plans.create({ ...plan, sittings, rooms, staff, version: 1 });
  for (const { attempt } of sitting.places) await enter(day, attempt);
  const { acts, room: attempts, clock } = day.delivery;
  await day.delivery.sittings.start(id, "chief", ["还没有演练过"]);
  const [one = "", two = "", three = "", four = ""] = sitting.places.map(({ attempt }) => attempt);
  passBoth(day, 5000);
  const lost = clock.now().exam;
  for (const attempt of [one, two, three]) await attempts.execute(attempt, gone(lost));
  passBoth(day, 11_000);
  for (const attempt of [one, two]) await attempts.execute(attempt, back(clock.now().exam));
  await attempts.execute(four, gone(clock.now().exam));
  passBoth(day, 3000);
  await attempts.execute(four, back(clock.now().exam));
  const target = { room, seat: "29" };
  await acts.releaseSeat({ attempt: one, reason: "蓝屏", target }, "p1");
  const talking = { kind: "misconduct", category: "talking", text: "换机后" } as const;
  await acts.recordIncident({ sitting: id, attempt: one, room: null, ...talking }, "p2");
  passBoth(day, 1_000_000);
  await day.delivery.sittings.tick();
  passBoth(day, 1_000_000);
  await day.delivery.sittings.tick();

  const data = dataOf(store, day);
  const { head, list } = await printedBy(await data["incident-report"]({ sitting: id, room: null }, "all"));
  const state = day.delivery.sittings.get(id)?.state;
  if (state?.phase !== "closed") throw new Error("not closed");
  const ended = labelOf((await store.events.read(sittingStream(id))).at(-1)?.wall ?? 0);
  const started = { at: labelOf(state.startedWall), by: "赵刚（chief）" };
  expect(head).toMatchObject({ begins: "2026-05-29T09:00", planned: true, started, ended });
  const people = sitting.places.slice(0, 3).map(({ seat, person }) => {
    return `${seat} 号 ${person.name} ${person.admissionNumber}`;
  });
  expect(list).toMatchObject([
    {
      proctors: "监考人员：李敏（p1）、p2　总监考：赵刚（chief）",
      counts: { irregularity: 0 },
      incidents: [
        {
          kind: "离线",
          whom: people.join("；"),
          text: "3 个座位同时离线，最久 11 秒后恢复，1 个没有恢复",
        },
        { whom: expect.stringMatching(/^29 号/), by: "p2" },
      ],
      acts: [
        { kind: "开考", text: "开考时已知晓：还没有演练过", whom: "全考场", by: "赵刚（chief）" },
        { kind: "准许换机", by: "李敏（p1）" },
        { kind: "换机", by: "李敏（p1）" },
      ],
    },
  ]);
  await day.delivery.stop();
});

test("EVID-3 the head on each receipt is a link of the chain whose end is under the root on the report", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(3);
  const id = sitting.record.id;
  for (const { attempt } of sitting.places) await enter(day, attempt);
  await day.delivery.sittings.start(id, "p");
  passBoth(day, 1_000_000);
  await day.delivery.sittings.tick();
  passBoth(day, 1_000_000);
  await day.delivery.sittings.tick();
  const report = await printedBy(
    await dataOf(store, day)["incident-report"]({ sitting: id, room: null }, "all"),
  );
  const closed = (await store.events.read(sittingStream(id))).map(sittingEvent).at(-1);
  if (closed?.type !== "sitting-closed" || !closed.data.heads) throw new Error("not closed");
  expect(report.head).toMatchObject({ root: rootOf(closed.data.heads) });
  for (const { attempt } of sitting.places) {
    const { closingHash } = await day.delivery.room.record(attempt);
    const hashes = (await store.events.read(attemptStream(attempt))).map(({ hash }) => hash);
    const end = hashes.indexOf(closed.data.heads[attempt] ?? "");
    expect(hashes.slice(0, end + 1)).toContain(closingHash);
  }
  await day.delivery.stop();
});

test("PRINT-1 a sitting's score list tells absent and void apart from scores", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(3);
  const [first = "", second = ""] = sitting.places.map(({ attempt }) => attempt);
  await enter(day, first);
  await enter(day, second);
  await day.delivery.sittings.start(sitting.record.id, "p");
  await day.delivery.acts.void({ attempt: second, reason: "替考" }, "p");
  passBoth(day, 1_000_000);
  await day.delivery.sittings.tick();
  passBoth(day, 1_000_000);
  await day.delivery.sittings.tick();
  const { list } = await printedBy(
    await dataOf(store, day)["score-list"]({ sitting: sitting.record.id }, "all"),
  );
  const results = new Map(
    (list as { admissionNumber: string; result: string; scores: string[] }[]).map((row) => [
      row.admissionNumber,
      [...row.scores, row.result],
    ]),
  );
  expect(sitting.places.map(({ person }) => results.get(person.admissionNumber))).toEqual([
    ["0.00", "未达合格线"],
    ["—", "作废"],
    ["—", "缺考"],
  ]);
  await day.delivery.stop();
});

test("PRINT-1 RES-1 the exam's score list: both tests in a row, and 合格 only when both are passed", async () => {
  const { store } = await planned();
  const stood = (total: number | null, standing: ExamTestResult["standing"] = "scored"): ExamTestResult => {
    return { standing, sitting: "s", title: "t", makeUp: false, total, passed: null, areas: [] };
  };
  const result = (number: number, theory: ExamTestResult, skills: ExamTestResult, verdict: Verdict) => {
    const { name, admissionNumber, idType, idNumber } = candidate(number, []);
    return { name, admissionNumber, idType, idNumber, tests: { theory, skills }, verdict, remark: "" };
  };
  const data = dataOf(store, undefined, {
    examResults: async () => ({
      ok: true,
      title: plan.title,
      qualification: "电子商务师（三级）",
      tests: ["theory", "skills"],
      scales: { theory: null, skills: null },
      sittings: [],
      results: [
        result(1, stood(6000), stood(8650), "qualified"),
        result(2, stood(5999), stood(9000), "failed"),
        result(3, stood(7000), stood(null, "absent"), "failed"),
        result(4, stood(7000), stood(null, "void"), "void"),
      ],
    }),
  });
  const { head, list, document, fileName } = await printedBy(
    await data["exam-score-list"]({ plan: "p1" }, "all"),
  );
  expect([document, fileName]).toEqual(["exam-score-list", plan.title]);
  expect(head).toMatchObject({ sitting: "", site: "第一考点", tests: ["理论成绩", "技能成绩"] });
  expect(list).toMatchObject([
    { name: "考生1", idNumber: "110101********001X", scores: ["60.00", "86.50"], result: "合格" },
    { scores: ["59.99", "90.00"], result: "不合格" },
    { scores: ["70.00", "缺考"], result: "不合格" },
    { scores: ["70.00", "作废"], result: "作废" },
  ]);
  expect(await data["exam-score-list"]({ plan: "p9" }, "all")).toMatchObject({ code: "not-found" });
});

test.each([
  ["11010119900307001X", "110101********001X"],
  ["H12345678", "H******78"],
  ["AB1", "***"],
])("an ID number shows so much that it can be compared: %s", (idNumber, shown) => {
  expect(masked(idNumber)).toBe(shown);
});
