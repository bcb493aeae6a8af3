import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActNote } from "./protocol/acts.ts";
import type { AttemptView, BoardChange, BoardSeat } from "./protocol/messages.ts";
import { type Seat, takeDesk, takeSeat } from "./testing/seat.ts";
import { type Announcement, type ServerProcess, serverProcess } from "./testing/server-process.ts";

/** What proctors do to attempts: over a real server process and real sockets. */

type Candidate = NonNullable<Announcement["practice"]>["candidates"][number];
type Desk = Awaited<ReturnType<typeof takeDesk>>;

let server: ServerProcess;
let first: Announcement;
let candidates: Candidate[];
let proctor: Desk;
let sitting: string;

const account = (role: string) => {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return found;
};

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  candidates = [...(first.practice?.candidates ?? [])];
  sitting = first.practice?.sitting.id ?? "";
  proctor = await takeDesk(first.url, account("proctor"));
  await proctor.ask("start", { sitting });
});
afterAll(async () => {
  await server.end();
  server.forget();
});

async function boardSeat({ admissionNumber }: Candidate): Promise<BoardSeat> {
  const board = await proctor.ask("watch", { sitting });
  if (!board.ok) throw new Error(board.code);
  const found = board.seats.find((seat) => seat.admissionNumber === admissionNumber);
  if (!found) throw new Error("not on the board");
  return found;
}

/** Sits down, and answers its first single-choice item as often as asked. */
async function answering() {
  const candidate = candidates.shift();
  if (!candidate) throw new Error("no candidate left");
  const seat = await takeSeat(first.url, candidate);
  await seat.arrive();
  const { items } = await seat.paper();
  const item = items.find(({ type }) => type === "single-choice");
  const { attempt } = await boardSeat(candidate);
  let seq = 0;
  const save = (made: number) => {
    seq += 1;
    return seat.respond(seq, item?.id ?? "", item?.options?.[0]?.id ?? "", made);
  };
  const examNow = async () => {
    const reply = await seat.ask("sync", {});
    return reply.ok ? reply.exam : Number.NaN;
  };
  return { seat, candidate, attempt, save, examNow, seq: () => seq };
}

function viewThat({ views }: Seat, holds: (view: AttemptView) => boolean) {
  return expect.poll(() => views.at(-1) && holds(views.at(-1) as AttemptView)).toBe(true);
}

const reason = "核对身份";

describe("suspension", () => {
  test("END-5 the page is told at once, the board says 未送达 until it answers, and the credit runs from there", async () => {
    const { seat, candidate, attempt, save, examNow, seq } = await answering();
    const suspend = { sitting, attempts: [attempt], credited: true, reason };
    expect(await proctor.ask("suspend", suspend)).toMatchObject({ ok: true, reached: 1 });
    await viewThat(seat, ({ pause }) => pause?.seen === false);
    expect(await boardSeat(candidate)).toMatchObject({ state: "suspended", pause: "asked" });
    expect(await save(0)).toMatchObject({ replies: [{ result: "accepted" }] });
    expect(await seat.ask("pause-seen", { epoch: seat.epoch() })).toMatchObject({ ok: true });
    expect(await boardSeat(candidate)).toMatchObject({ pause: "seen", stoppedAt: expect.any(Number) });
    expect(await save(await examNow())).toMatchObject({
      replies: [{ result: "quarantined", code: "suspended" }],
    });
    expect(await seat.handIn(seq())).toMatchObject({ ok: false, code: "suspended" });
    const resume = { sitting, attempts: [attempt], kind: "suspension" as const };
    expect(await proctor.ask("resume", resume)).toMatchObject({ ok: true, reached: 1 });
    await viewThat(seat, ({ pause, clock }) => pause === null && clock.changes === 1 && clock.granted > 0);
    expect(await save(await examNow())).toMatchObject({ replies: [{ result: "accepted" }] });
    await seat.ask("time-seen", { epoch: seat.epoch(), changes: 1 });
    expect(await boardSeat(candidate)).toMatchObject({ state: "answering", changesSeen: 1, quarantined: 1 });
    seat.leave();
  });
});

describe("every act", () => {
  test("ACT-1 needs the proctor's role", async () => {
    const officer = await takeDesk(first.url, account("officer"));
    const one = { attempt: "a", reason };
    const some = { sitting, attempts: null, reason };
    const wrong = { ok: false, code: "wrong-role" };
    expect(await officer.ask("suspend", { ...some, credited: true })).toEqual(wrong);
    expect(await officer.ask("evacuate", some)).toEqual(wrong);
    expect(await officer.ask("resume", { sitting, attempts: null, kind: "evacuation" })).toEqual(wrong);
    expect(await officer.ask("force-hand-in", one)).toEqual(wrong);
    expect(await officer.ask("reopen", { ...one, credited: false })).toEqual(wrong);
    expect(await officer.ask("void", one)).toEqual(wrong);
    expect(await officer.ask("send-message", { sitting, attempts: null, text: "x" })).toEqual(wrong);
    expect(await officer.ask("incidents", { sitting })).toEqual(wrong);
    officer.leave();
  });

  test("ACT-1 is refused when its words hold an ID number", async () => {
    const { seat, candidate, attempt } = await answering();
    const refused = { ok: false, code: "id-number-in-text" };
    const text = `替考，证件号 ${candidate.idNumber}`;
    const incident = { sitting, attempt, room: null, kind: "misconduct", category: "impersonation" } as const;
    expect(await proctor.ask("record-incident", { ...incident, text })).toEqual(refused);
    expect(await proctor.ask("void", { attempt, reason: "替考者 11010519491231 002x" })).toEqual(refused);
    const said = `替考，准考证号 ${candidate.admissionNumber}`;
    expect(await proctor.ask("record-incident", { ...incident, text: said })).toEqual({ ok: true });
    expect(await proctor.ask("incidents", { sitting })).toMatchObject({
      incidents: [{ category: "impersonation", text: said, by: "proctor", name: candidate.name }],
    });
    seat.leave();
  });

  test("ACT-1 that is malformed is refused and changes nothing", async () => {
    const { seat, attempt } = await answering();
    const bad = { ok: false, code: "bad-message" };
    const ask = (name: string, payload: unknown) => proctor.socket.timeout(5000).emitWithAck(name, payload);
    expect(await ask("suspend", { sitting, attempts: [attempt], credited: true })).toMatchObject(bad);
    expect(await ask("void", { attempt, reason: "  " })).toMatchObject(bad);
    const incident = { sitting, attempt, room: null, text: "x" };
    expect(
      await ask("record-incident", { ...incident, kind: "misconduct", category: "power" }),
    ).toMatchObject(bad);
    expect(await ask("evacuate", { sitting: "nowhere", attempts: null, reason })).toMatchObject({
      code: "not-found",
    });
    seat.leave();
  });

  test("ACT-1 is shown to the other proctors, with who did it", async () => {
    const { seat, attempt } = await answering();
    const other = await takeDesk(first.url, account("proctor"));
    await other.ask("watch", { sitting });
    const acts: ActNote[] = [];
    other.socket.on("board", (change: BoardChange) => acts.push(...change.acts));
    await proctor.ask("confirm-person", { attempt });
    await expect
      .poll(() => acts.find((note) => note.attempt === attempt))
      .toMatchObject({ act: "confirm-person", by: "proctor", reached: 1 });
    const late = await other.ask("watch", { sitting });
    expect(late.ok && late.acts.at(-1)).toMatchObject({ act: "confirm-person", attempt });
    seat.leave();
    other.leave();
  });
});

test("ACT-3 a page that has handed in learns that its attempt was reopened, and goes on", async () => {
  const { seat, attempt, save, seq, examNow } = await answering();
  await save(0);
  expect(await seat.handIn(seq())).toMatchObject({ ok: true });
  const reopened = await proctor.ask("reopen", { attempt, reason: "误点交卷", credited: true });
  expect(reopened).toEqual({ ok: true });
  await viewThat(seat, ({ phase, receipt, paperKey, answers }) => {
    return phase === "running" && receipt === null && paperKey !== null && Object.keys(answers).length === 1;
  });
  expect(await save(await examNow())).toMatchObject({ replies: [{ result: "accepted" }] });
  const again = await seat.handIn(seq());
  expect(again).toMatchObject({ ok: true, receipt: { reason: "handed-in", answered: 1 } });
  seat.leave();
});

test("ACT-1 a forced hand-in brings the page its receipt", async () => {
  const { seat, candidate, attempt } = await answering();
  expect(await proctor.ask("force-hand-in", { attempt, reason: "考生离场" })).toEqual({ ok: true });
  await viewThat(seat, ({ phase, receipt }) => phase === "closed" && receipt?.reason === "forced");
  expect(await boardSeat(candidate)).toMatchObject({ state: "forced" });
  seat.leave();
});

test("ACT-4 a message reaches the page, and its receipt the proctor", async () => {
  const { seat, candidate, attempt } = await answering();
  const sent = await proctor.ask("send-message", { sitting, attempts: [attempt], text: "请坐回原位" });
  if (!sent.ok) throw new Error(sent.code);
  await viewThat(seat, ({ messages }) => messages[0]?.text === "请坐回原位");
  expect(await boardSeat(candidate)).toMatchObject({ unseenMessages: 1 });
  await seat.ask("message-seen", { epoch: seat.epoch(), id: sent.id });
  expect(await boardSeat(candidate)).toMatchObject({ unseenMessages: 0 });
  expect(await proctor.ask("messages", { sitting })).toMatchObject({
    messages: [{ id: sent.id, sent: 1, unseen: [] }],
  });
  seat.leave();
});

test("ACT-1 a spare seat that was refused hears that a proctor lets it in, and its address is in the log", async () => {
  const { seat, candidate, attempt } = await answering();
  const spare = await takeSeat(first.url, candidate);
  const letIn = new Promise<void>((resolve) => spare.socket.once("let-in", resolve));
  expect(await spare.open()).toMatchObject({ code: "lease-held" });
  expect(await boardSeat(candidate)).toMatchObject({ knocking: true });
  const target = { room: "备用考场", seat: "1" };
  await proctor.ask("release-seat", { attempt, reason: "换机", target });
  await letIn;
  expect(await spare.open()).toMatchObject({ ok: true, view: { identity: target } });
  expect(await boardSeat(candidate)).toMatchObject(target);
  const log = new Database(path.join(server.dataDir, "kaochang.sqlite"), { readonly: true });
  const grants = log
    .prepare("SELECT data FROM event WHERE stream = ? AND type = 'lease-granted'")
    .all(`attempt/${attempt}`) as { data: string }[];
  log.close();
  expect(grants.map(({ data }) => (JSON.parse(data) as { from?: string }).from)).toContain("127.0.0.1");
  seat.leave();
  spare.leave();
});

test("BOARD-1 a refused PC is shown until a proctor says that it has been dealt with, and again when it asks again", async () => {
  const { seat, candidate, attempt } = await answering();
  const stranger = await takeSeat(first.url, candidate);
  expect(await stranger.open()).toMatchObject({ code: "lease-held" });
  expect(await boardSeat(candidate)).toMatchObject({ knocking: true, state: "answering" });
  expect(await proctor.ask("dismiss-knock", { attempt })).toEqual({ ok: true });
  expect(await boardSeat(candidate)).toMatchObject({ knocking: false, state: "answering" });
  expect(await stranger.open()).toMatchObject({ code: "lease-held" });
  expect(await boardSeat(candidate)).toMatchObject({ knocking: true });
  stranger.leave();
  seat.leave();
});

test("ACT-2 evacuated, killed and started again: every screen stays blank and every clock still, until the way back", async () => {
  const { seat, candidate, save } = await answering();
  await save(0);
  expect(await proctor.ask("evacuate", { sitting, attempts: null, reason: "消防警报" })).toMatchObject({
    ok: true,
  });
  await viewThat(seat, ({ pause }) => pause?.kind === "evacuation");
  await seat.ask("pause-seen", { epoch: seat.epoch() });
  const { stoppedAt } = await boardSeat(candidate);
  await server.end("SIGKILL");
  await server.start(Number(new URL(first.url).port));
  proctor = await takeDesk(first.url, account("proctor"));
  const back = await takeSeat(first.url, candidate, seat.journal);
  expect(await back.open()).toMatchObject({
    view: { phase: "running", pause: { kind: "evacuation", seen: true }, clock: { stoppedAt } },
  });
  expect(await proctor.ask("resume", { sitting, attempts: null, kind: "evacuation" })).toMatchObject({
    ok: true,
  });
  await viewThat(back, ({ pause, clock, answers }) => {
    return pause === null && clock.stoppedAt === null && Object.keys(answers).length === 1;
  });
  back.leave();
});
