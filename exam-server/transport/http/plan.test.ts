import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  idNumberOf,
  type PlanServer,
  sampleHead,
  sampleRoom,
  sampleSitting,
  startPlanServer,
} from "../../testing/plan-server.ts";
import { cookieOf, post } from "./test-server.ts";

let server: PlanServer;
beforeAll(async () => {
  server = await startPlanServer();
});
afterAll(() => server.close());

const newPlan = () => server.plan("POST", "/", sampleHead);
const person = (number: number) => ({
  name: `考生${number}`,
  admissionNumber: "",
  idType: "resident",
  idNumber: idNumberOf(number),
  extraMinutes: 0,
  places: [],
});

describe("who may ask", () => {
  test.each([
    { who: "p1", expected: [403, "wrong-role"] },
    { who: "nobody", expected: [401, "not-signed-in"] },
  ])("$who is refused with $expected", async ({ who, expected }) => {
    const { status, code } = await server.ask("GET", "/", undefined, who);
    expect([status, code]).toEqual(expected);
  });
});

describe("editing a plan", () => {
  test("a plan is made, given sittings and rooms, and listed", async () => {
    const { id, version } = await newPlan();
    const second = await server.plan("PUT", `/${id}/sittings`, { version, sittings: [sampleSitting("a1")] });
    const plan = await server.plan("PUT", `/${id}/rooms`, {
      version: second.version,
      rooms: [sampleRoom("1", 5, 6)],
    });
    expect(plan).toMatchObject({ version: 3, changedBy: "officer", rooms: [{ name: "第 1 考场" }] });
    expect(plan.sittings).toMatchObject([{ phase: "planned", candidates: 0, seatDraw: null }]);
    expect(JSON.stringify(plan)).not.toContain('"secret"');
    const list = await server.ask("GET", "/");
    expect(list.plans).toContainEqual(expect.objectContaining({ id, title: sampleHead.title }));
  });

  test("a plan is made with its sittings or not at all, and every fault is told at once", async () => {
    const before = await server.ask("GET", "/");
    const head = { ...sampleHead, closes: "2026-05-29T07:00" };
    const sittings = [sampleSitting("a1", { minutes: 20, handInOpens: 30 })];
    const refused = await server.ask("POST", "/", { ...head, sittings });
    expect(refused.status).toBe(400);
    const places = refused.faults?.map(({ where }) => where);
    expect(places).toEqual(expect.arrayContaining(["head.closes", "sittings.0.handInOpens"]));
    expect((await server.ask("GET", "/")).plans).toEqual(before.plans);
    const made = await server.plan("POST", "/", { ...sampleHead, sittings: [sampleSitting("a1")] });
    expect(made).toMatchObject({ version: 1, sittings: [{ title: "理论 a1", phase: "planned" }] });
  });

  test("PLAN-4 of two officers who edit one plan the later is refused, gets the plan as it is, and nothing is lost", async () => {
    const { id, version } = await newPlan();
    const rooms = { version, rooms: [sampleRoom("1", 5, 6)] };
    const sittings = { version, sittings: [sampleSitting("a1")] };
    const replies = await Promise.all([
      server.ask("PUT", `/${id}/rooms`, rooms),
      server.ask("PUT", `/${id}/sittings`, sittings, "officer2"),
    ]);
    const late = replies.find(({ status }) => status === 409);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(late).toMatchObject({ code: "plan-changed", plan: { version: version + 1 } });
    const again =
      late === replies[0]
        ? await server.ask("PUT", `/${id}/rooms`, { ...rooms, version: version + 1 })
        : await server.ask("PUT", `/${id}/sittings`, { ...sittings, version: version + 1 });
    expect(again).toMatchObject({
      status: 200,
      plan: { version: version + 2, rooms: [{ name: "第 1 考场" }], sittings: [{ title: "理论 a1" }] },
    });
  });

  const faulty = [
    {
      what: "a beginning in the past",
      changes: { begins: "2026-04-30T09:00" },
      opens: "2026-04-01T08:00",
      says: "已经过去",
    },
    { what: "a beginning outside the window", changes: { begins: "2026-05-30T09:00" }, says: "不在考试时间" },
    { what: "a form that is not there", changes: { form: "form-7" }, says: "没有这个卷型" },
    { what: "hand-in after the end", changes: { handInOpens: 91 }, says: "可以交卷的时间晚于考试结束" },
    { what: "entry after the end", changes: { entryCloses: 91 }, says: "停止入场的时间晚于考试结束" },
  ];
  test.each(faulty)("$what is refused with a sentence at its place", async ({ changes, opens, says }) => {
    const { id } = await server.plan("POST", "/", { ...sampleHead, ...(opens ? { opens } : {}) });
    const reply = await server.ask("PUT", `/${id}/sittings`, {
      version: 1,
      sittings: [sampleSitting("a1", changes)],
    });
    expect(reply).toMatchObject({ status: 400, code: "plan-invalid" });
    expect(reply.faults).toMatchObject([{ where: `sittings.0.${Object.keys(changes)[0]}` }]);
    expect(reply.faults?.[0]?.sentence).toContain(says);
    expect(await server.ask("GET", `/${id}`)).toMatchObject({ plan: { version: 1, sittings: [] } });
  });

  test("a window that ends before it begins, or leaves a sitting outside, is refused", async () => {
    const { id } = await newPlan();
    await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sampleSitting("a1")] });
    const turned = { ...sampleHead, opens: sampleHead.closes, closes: sampleHead.opens };
    expect((await server.ask("PUT", `/${id}`, { version: 2, head: turned })).code).toBe("plan-invalid");
    const later = { ...sampleHead, opens: "2026-05-29T10:00" };
    const reply = await server.ask("PUT", `/${id}`, { version: 2, head: later });
    expect(reply.faults?.[0]?.sentence).toContain("“理论 a1”的开考时间 2026-05-29 09:00 不在考试时间");
  });

  test("a room that shrinks under its candidates is refused", async () => {
    const { id } = await newPlan();
    await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sampleSitting("a1")] });
    await server.plan("PUT", `/${id}/rooms`, { version: 2, rooms: [sampleRoom("1", 5, 6)] });
    const places = [{ sitting: sampleSitting("a1").id, room: sampleRoom("1", 1, 1).id, seat: 30 }];
    await server.plan("POST", `/${id}/roster`, { version: 3, candidate: { ...person(1), places } });
    const reply = await server.ask("PUT", `/${id}/rooms`, { version: 4, rooms: [sampleRoom("1", 5, 5)] });
    expect(reply.faults?.[0]?.sentence).toContain("有 1 名考生的座位会消失");
  });

  test("a message that has another shape is refused, and one that is too large", async () => {
    const { id } = await newPlan();
    expect(await server.ask("PUT", `/${id}/rooms`, { version: 1 })).toMatchObject({
      status: 400,
      code: "bad-message",
    });
    expect(await server.ask("PUT", `/${id}/rooms`, { version: 1, x: "x".repeat(3e6) })).toMatchObject({
      status: 413,
    });
    expect(await server.ask("GET", "/0123456789abcdef")).toMatchObject({ status: 404 });
    expect(await server.ask("POST", `/${id}/remove`, { version: 2 })).toMatchObject({ code: "plan-changed" });
    expect(await server.ask("POST", `/${id}/remove`, { version: 1 })).toMatchObject({ status: 200 });
    expect(await server.ask("GET", `/${id}`)).toMatchObject({ status: 404 });
  });
});

describe("candidates one by one", () => {
  test("a candidate gets a number and a place in the only sitting of each test, and can be found and removed", async () => {
    const { id } = await newPlan();
    await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sampleSitting("a1")] });
    const plan = await server.plan("POST", `/${id}/roster`, { version: 2, candidate: person(7) });
    expect(plan).toMatchObject({ candidates: 1, photosMissing: 1, sittings: [{ candidates: 1, seated: 0 }] });
    const page = await server.ask("GET", `/${id}/roster?find=${idNumberOf(7).toLowerCase()}`);
    expect(page).toMatchObject({
      total: 1,
      candidates: [{ name: "考生7", admissionNumber: `${plan.admissionPrefix}0001` }],
    });
    expect(await server.ask("GET", `/${id}/roster?find=nobody`)).toMatchObject({ total: 0 });
    const after = await server.plan("POST", `/${id}/roster/remove`, { version: 3, candidates: null });
    expect(after.candidates).toBe(0);
  });

  const wrong = [
    {
      what: "a wrong check digit",
      changes: { idNumber: "110101199001010018" },
      where: "candidate.idNumber",
      says: "校验码不对",
    },
    {
      what: "an ID number that is there",
      changes: { idNumber: idNumberOf(1) },
      where: "candidate.idNumber",
      says: "与名单里已有的“考生1”重复",
    },
    {
      what: "a seat that is not there",
      changes: { places: [{ sitting: sampleSitting("a1").id, room: sampleRoom("1", 1, 1).id, seat: 31 }] },
      where: "candidate.seat",
      says: "没有 31 号座位",
    },
    {
      what: "a seat that is taken",
      changes: { places: [{ sitting: sampleSitting("a1").id, room: sampleRoom("1", 1, 1).id, seat: 1 }] },
      where: "candidate.seat",
      says: "1 号已经安排给“考生1”",
    },
  ];
  test.each(wrong)("$what is refused at its field", async ({ changes, where, says }) => {
    const { id } = await newPlan();
    await server.plan("PUT", `/${id}/sittings`, { version: 1, sittings: [sampleSitting("a1")] });
    await server.plan("PUT", `/${id}/rooms`, { version: 2, rooms: [sampleRoom("1", 5, 6)] });
    const places = [{ sitting: sampleSitting("a1").id, room: sampleRoom("1", 1, 1).id, seat: 1 }];
    await server.plan("POST", `/${id}/roster`, { version: 3, candidate: { ...person(1), places } });
    const reply = await server.ask("POST", `/${id}/roster`, {
      version: 4,
      candidate: { ...person(2), ...changes },
    });
    expect(reply.faults).toEqual([{ where, sentence: expect.stringContaining(says) }]);
  });

  test("a photo is made modest and served; what is no picture is refused", async () => {
    const { id } = await newPlan();
    await server.plan("POST", `/${id}/roster`, { version: 1, candidate: person(7) });
    const [candidate] = (await server.ask("GET", `/${id}/roster`)).candidates as { id: string }[];
    const sharp = (await import("sharp")).default;
    const bytes = await sharp({ create: { width: 900, height: 1260, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const send = (content: Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      form.append("photo", new Blob([content]), "照片.png");
      return server.ask("POST", `/${id}/roster/${candidate?.id}/photo?version=2`, form);
    };
    expect(await send(new Uint8Array(Buffer.from("no picture")))).toMatchObject({
      status: 400,
      code: "plan-invalid",
    });
    expect(await send(new Uint8Array(bytes))).toMatchObject({ status: 200, plan: { photosMissing: 0 } });
    const [{ photo }] = (await server.ask("GET", `/${id}/roster`)).candidates as [{ photo: string }];
    const served = await fetch(`${server.url}/api/staff/plans/${id}/photos/${photo}`, {
      headers: { cookie: await server.cookie("officer") },
    });
    expect(served.headers.get("content-type")).toBe("image/jpeg");
    expect(await sharp(Buffer.from(await served.arrayBuffer())).metadata()).toMatchObject({
      width: 300,
      height: 420,
    });
  });
});

describe("accounts", () => {
  const make = (...usernames: string[]) => server.ask("POST", "/accounts", { usernames });
  const known = async (username: string) =>
    ((await server.ask("GET", "/choices")).accounts as { username: string }[]).find(
      (one) => one.username === username,
    );
  const signIn = (username: string, password: string) =>
    post(`${server.url}/api/staff/sign-in`, { username, password });

  test("an officer makes proctors' accounts, all or none, and a new password for one, and no officer's", async () => {
    const made = await make("wang", "li");
    const slips = made.accounts as { username: string; password: string }[];
    expect(slips.map(({ username }) => username)).toEqual(["wang", "li"]);
    for (const { password } of slips) expect(password).toMatch(/^\S{10,}$/);
    expect(new Set(slips.map(({ password }) => password)).size).toBe(2);
    const refused = await make("sun", "wang", "sun");
    expect(refused.status).toBe(400);
    expect(refused.faults?.map(({ sentence }) => sentence)).toEqual([
      "已经有名为“wang”的账号",
      "账号名“sun”写了两次",
    ]);
    expect(await known("sun")).toBeUndefined();
    expect(await server.ask("POST", "/accounts/wang/password")).toMatchObject({ status: 200 });
    expect(await server.ask("POST", "/accounts/officer2/password")).toMatchObject({ code: "wrong-role" });
    const choices = await server.ask("GET", "/choices");
    expect(await known("wang")).toEqual({
      username: "wang",
      roles: ["proctor"],
      used: false,
      disabled: false,
    });
    expect(JSON.stringify(choices)).not.toContain("argon");
    expect(JSON.stringify(choices)).not.toContain(slips[0]?.password);
    expect(choices.qualifications).toContainEqual(expect.objectContaining({ qualification: "ecommerce-l3" }));
  });

  test("an account is named with letters, digits or Chinese characters, 1 to 64, and each wrong name is told", async () => {
    const longest = "长".repeat(64);
    const wrong = ["zhang san", "a,b", "../x", "<b>", "名\u200b", "", `${longest}名`];
    const refused = await make("zhangsan", ...wrong);
    expect(refused).toMatchObject({ status: 400, code: "plan-invalid" });
    expect(refused.faults?.map(({ where }) => where)).toEqual(wrong.map((_, n) => `usernames.${n + 1}`));
    expect(refused.faults?.[0]?.sentence).toBe(
      "第 2 个“zhang san”不能作账号名：只能用字母、数字或汉字，1 至 64 个字",
    );
    expect(await known("zhangsan")).toBeUndefined();
    expect(await make("监考3A", longest)).toMatchObject({ status: 200 });
  });

  test("of two officers who name one account at once the later is told, and the printed password holds", async () => {
    const replies = await Promise.all([
      make("xu", "yu", "both"),
      server.ask("POST", "/accounts", { usernames: ["both"] }, "officer2"),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400]);
    const slips = replies.flatMap(
      ({ accounts = [] }) => accounts as { username: string; password: string }[],
    );
    const printed = slips.filter(({ username }) => username === "both");
    expect(printed).toHaveLength(1);
    expect((await signIn("both", printed[0]?.password ?? "")).status).toBe(200);
  });

  test("an account that the technician makes meanwhile is not overwritten", async () => {
    const { staff } = server.store;
    const { list } = staff;
    staff.list = async () => {
      const before = await list();
      staff.list = list;
      await staff.put({ username: "boss", roles: ["officer"], passwordHash: "x" });
      return before;
    };
    const refused = await make("aide", "boss");
    expect(refused.faults).toEqual([{ where: "usernames.1", sentence: "已经有名为“boss”的账号" }]);
    expect(await staff.byUsername("boss")).toMatchObject({ roles: ["officer"], passwordHash: "x" });
    expect(await known("aide")).toBeUndefined();
  });

  test("an account that nobody has signed in with is deleted; another is put out of use, and back", async () => {
    const [typo, real] = (await make("zhoa", "zhao")).accounts as { username: string; password: string }[];
    if (!typo || !real) throw new Error("no accounts");
    expect(await server.ask("POST", "/accounts/zhoa/remove")).toMatchObject({ status: 200 });
    expect(await known("zhoa")).toBeUndefined();
    const cookie = cookieOf(await signIn("zhao", real.password));
    const me = async () => (await fetch(`${server.url}/api/staff/me`, { headers: { cookie } })).status;
    expect(await me()).toBe(200);
    expect(await server.ask("POST", "/accounts/zhao/remove")).toMatchObject({ status: 200 });
    expect(await known("zhao")).toMatchObject({ used: true, disabled: true });
    expect(await me()).toBe(401);
    expect(await (await signIn("zhao", real.password)).json()).toMatchObject({ code: "account-disabled" });
    expect(await (await signIn("zhao", "wrong")).json()).toMatchObject({ code: "wrong-credentials" });
    expect(await server.ask("POST", "/accounts/zhao/enable")).toMatchObject({ status: 200 });
    expect((await signIn("zhao", real.password)).status).toBe(200);
    expect(await server.ask("POST", "/accounts/officer2/remove")).toMatchObject({ code: "wrong-role" });
    expect(await server.ask("POST", "/accounts/nobody/remove")).toMatchObject({ status: 404 });
  });

  test("an account that a plan counts on stays, and the plan is named", async () => {
    await make("chen");
    const { id, version } = await newPlan();
    const staff = [{ username: "chen", name: "陈", rooms: null, sittings: null }];
    const assigned = await server.plan("PUT", `/${id}/staff`, { version, staff });
    const refused = await server.ask("POST", "/accounts/chen/remove");
    expect(refused.faults?.[0]?.sentence).toContain(sampleHead.title);
    await server.plan("PUT", `/${id}/staff`, { version: assigned.version, staff: [] });
    expect(await server.ask("POST", "/accounts/chen/remove")).toMatchObject({ status: 200 });
  });
});
