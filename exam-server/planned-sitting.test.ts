import { afterAll, beforeAll, expect, test } from "vitest";
import type { AttemptView } from "./protocol/messages.ts";
import type { Plan, PlanReply, PreparationStatus } from "./protocol/plan.ts";
import { openPaper } from "./rehearsal/open-paper.ts";
import { idNumberOf, sampleHead, sampleRoom, sampleSitting } from "./testing/plan-server.ts";
import { type Seat, signIn, startAllTheSame, takeDesk, takeSeat } from "./testing/seat.ts";
import { type Announcement, type ServerProcess, serverProcess } from "./testing/server-process.ts";

/** A planned sitting from its papers to its end, over a real server process and real sockets. */

let server: ServerProcess;
let first: Announcement;
let officer: string;
beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  officer = await signIn(first.url, "staff", account("officer"));
});
afterAll(async () => {
  await server.end();
  server.forget();
});

function account(role: string) {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return { username: found.username, password: found.password };
}

async function ask<T>(method: string, at: string, body?: unknown): Promise<T> {
  const response = await fetch(`${first.url}/api/staff/plans${at}`, {
    method,
    headers: { cookie: officer, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const reply: unknown = await response.json();
  if (!response.ok) throw new Error(`${at}: ${JSON.stringify(reply)}`);
  return reply as T;
}

const people = [1, 2].map((n) => ({ admissionNumber: `26052900${n}`, idNumber: idNumberOf(n) }));

async function planned(): Promise<Plan> {
  const head = { ...sampleHead, opens: "2099-05-29T08:00", closes: "2099-05-29T18:00" };
  let { plan } = await ask<PlanReply>("POST", "/", head);
  const change = async (method: string, at: string, body: object) => {
    const { version, id } = plan;
    plan = (await ask<PlanReply>(method, `/${id}${at}`, { version, ...body })).plan;
  };
  const sitting = sampleSitting("a", { begins: "2099-05-29T09:00", handInOpens: 0, start: "own" });
  await change("PUT", "/sittings", { sittings: [sitting] });
  await change("PUT", "/rooms", { rooms: [sampleRoom("1", 1, 2)] });
  const { username } = account("proctor");
  await change("PUT", "/staff", { staff: [{ username, name: "", rooms: null, sittings: null }] });
  for (const [index, person] of people.entries()) {
    const places = [{ sitting: sitting.id, room: "1".padEnd(16, "0"), seat: index + 1 }];
    const candidate = { ...person, name: `考生${index}`, idType: "resident", extraMinutes: 0, places };
    await change("POST", "/roster", { candidate });
  }
  return plan;
}

/** Draws the papers and returns the sitting's id. */
async function prepared({ id, version, sittings }: Plan): Promise<string> {
  const at = `/${id}/sittings/${sittings[0]?.id}`;
  await ask("POST", `${at}/prepare`, { version });
  const phase = async () => (await ask<PreparationStatus>("GET", `${at}/preparation`)).state.phase;
  await expect.poll(phase, { timeout: 20_000 }).toBe("done");
  return sittings[0]?.id ?? "";
}

const seatOf = async (index: number) => {
  const seat = await takeSeat(first.url, people[index] ?? { admissionNumber: "", idNumber: "" });
  await seat.arrive();
  return seat;
};
const latest = async ({ open }: Seat): Promise<AttemptView> => {
  const reply = await open();
  if (!reply.ok) throw new Error(reply.code);
  return reply.view;
};

test("papers are taken back and drawn anew; each begins by themselves; the sitting is ended when all are in", async () => {
  const plan = await planned();
  await prepared(plan);
  const early = await seatOf(0);
  const before = await early.ask("paper", {});
  const sentAway = new Promise((resolve) => early.socket.once("disconnect", resolve));
  const { version } = (await ask<PlanReply>("GET", `/${plan.id}`)).plan;
  const at = `/${plan.id}/sittings/${plan.sittings[0]?.id}/withdraw`;
  const after = await ask<PlanReply>("POST", at, { version, reason: "名单有误" });
  await sentAway;
  const sitting = await prepared(after.plan);

  const proctor = await takeDesk(first.url, account("proctor"));
  const [one, two] = [await seatOf(0), await seatOf(1)];
  const sealed = await one.ask("paper", {});
  expect(await one.ask("begin", { epoch: one.epoch() })).toMatchObject({ code: "not-started" });
  const gaps = [{ id: "early" }, { id: expect.stringMatching(/^proctors/) }, { id: "rehearsal" }];
  const refused = { ok: false, code: "start-unacknowledged", gaps };
  expect(await proctor.ask("start", { sitting })).toMatchObject(refused);
  expect(await startAllTheSame(proctor, sitting)).toMatchObject({ ok: true, started: 2 });
  await expect.poll(() => one.views.at(-1)?.ownStart).toMatchObject({ open: true });
  const begun = await one.ask("begin", { epoch: one.epoch() });
  if (!begun.ok || !sealed.ok || !before.ok || begun.view.paperKey === null) throw new Error("not begun");
  const key = begun.view.paperKey;
  expect(openPaper(sealed.sealed, key).paper.items).toHaveLength(100);
  expect(() => openPaper(before.sealed, key)).toThrow();
  expect(await latest(two)).toMatchObject({ phase: "waiting", paperKey: null, clock: { deadline: null } });
  expect(await proctor.ask("end-sitting", { sitting })).toMatchObject({ code: "sitting-not-over" });

  expect(await two.ask("begin", { epoch: two.epoch() })).toMatchObject({ ok: true });
  for (const seat of [one, two]) expect(await seat.handIn(0)).toMatchObject({ ok: true });
  const board = await proctor.ask("watch", { sitting });
  expect(board.ok && board.sitting.phase).toBe("running");
  expect(await proctor.ask("end-sitting", { sitting })).toMatchObject({
    ok: true,
    absent: 0,
    sitting: { phase: "closed", root: expect.any(String) },
  });
  for (const seat of [one, two]) seat.leave();
  proctor.leave();
});
