import { describe, expect, test } from "vitest";
import { deadline } from "../attempt/clock.ts";
import { attemptStream, sittingStream } from "../attempt/sitting.ts";
import { openMemoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { plain, respond } from "../testing/attempts.ts";
import { enter, openDay, paperOf, sqliteStore } from "../testing/exam-day.ts";

type Day = Awaited<ReturnType<typeof openDay>>;
const reason = "消防警报";

/** A sitting that runs, in which the first candidate has answered and the last has not come. */
async function runningDay(store: Store) {
  const day = await openDay(store);
  const sitting = await day.sitting(3);
  const attempts = sitting.places.map(({ attempt }) => attempt);
  const [one = "", two = "", absent = ""] = attempts;
  await enter(day, one);
  await enter(day, two);
  await day.delivery.sittings.start(sitting.record.id, "p");
  const item = (await paperOf(day, one)).items[0]?.id ?? "";
  const save = (seq: number, made: number) =>
    day.delivery.room.entries(
      one,
      { journal: "j", epoch: 1, entries: [respond(seq, item, "A", made)] },
      () => null,
    );
  await save(1, 0);
  return { day, sitting, id: sitting.record.id, attempts, one, two, absent, item, save };
}

async function phases({ delivery }: Day, attempts: readonly string[]) {
  return Promise.all(attempts.map(async (attempt) => (await delivery.room.record(attempt)).state.phase));
}

async function typesOf(store: Store, stream: string) {
  return (await store.events.read(stream)).map(({ type }) => type);
}

async function deadlineOf({ delivery }: Day, attempt: string) {
  const { state } = await delivery.room.record(attempt);
  return state.phase === "running" ? deadline(state) : null;
}

describe("evacuation", () => {
  test("ACT-2 every clock stands still over a restart, nothing is lost, and back", async () => {
    const store = await sqliteStore();
    const before = await runningDay(store);
    const { id, attempts, one, two, item } = before;
    before.day.pass(20_000);
    const evacuate = { sitting: id, attempts: null, reason };
    expect(await before.day.delivery.acts.evacuate(evacuate, "p")).toEqual({ ok: true, reached: 3 });
    before.day.pass(100);
    for (const attempt of [one, two]) {
      await before.day.delivery.room.execute(attempt, { kind: "pause-seen", epoch: 1 });
    }
    before.day.pass(3_600_000);
    await before.day.delivery.sittings.tick();
    expect(await phases(before.day, attempts)).toEqual(["running", "running", "running"]);
    const seats = await before.day.delivery.board.seats(before.sitting);
    expect(seats.map(({ pause, evacuated, stoppedAt }) => ({ pause, evacuated, stoppedAt }))).toEqual([
      { pause: "seen", evacuated: true, stoppedAt: 20_100 },
      { pause: "seen", evacuated: true, stoppedAt: 20_100 },
      { pause: "asked", evacuated: true, stoppedAt: 20_000 },
    ]);
    await before.day.delivery.stop();

    const day = await openDay(store);
    day.pass(60_000);
    await day.delivery.sittings.tick();
    expect(await phases(day, attempts)).toEqual(["running", "running", "running"]);
    const back = await day.delivery.acts.resume({ sitting: id, attempts: null, kind: "evacuation" }, "q");
    expect(back).toEqual({ ok: true, reached: 3 });
    const { exam } = day.delivery.clock.now();
    expect(await deadlineOf(day, one)).toBe(60_000 + exam - 20_100);
    expect(plain((await day.delivery.room.record(one)).state)).toMatchObject({ answers: { [item]: "A" } });
    day.pass(60_000 - 20_101);
    await day.delivery.sittings.tick();
    expect(await phases(day, [one, two])).toEqual(["running", "running"]);
    day.pass(101 + 10_000);
    await day.delivery.sittings.tick();
    expect(day.delivery.sittings.get(id)?.state.phase).toBe("closed");
    expect(await typesOf(store, sittingStream(id))).toEqual(
      expect.arrayContaining(["attempts-suspended", "attempts-resumed", "sitting-closed"]),
    );
    await day.delivery.stop();
    await store.close();
  });

  test("ACT-2 when its one transaction fails, nobody is stopped", async () => {
    const store = openMemoryStore();
    const failing: Store = {
      ...store,
      events: {
        ...store.events,
        append: (events, exam) =>
          events.some(({ type }) => type === "suspended")
            ? Promise.reject(new Error("disk"))
            : store.events.append(events, exam),
      },
    };
    const { day, id, one } = await runningDay(failing);
    const evacuate = { sitting: id, attempts: null, reason };
    expect(await day.delivery.acts.evacuate(evacuate, "p")).toMatchObject({ code: "not-stored" });
    expect((await day.delivery.room.record(one)).state).toMatchObject({ proctored: { pauses: [] } });
    await day.delivery.stop();
  });

  test("ACT-2 a damaged log keeps nobody else from being evacuated", async () => {
    const store = openMemoryStore();
    const before = await runningDay(store);
    await before.day.delivery.stop();
    const tampered: Store = {
      ...store,
      events: {
        ...store.events,
        read: async (stream) => {
          const events = await store.events.read(stream);
          const damaged = stream === attemptStream(before.two);
          return damaged ? events.map((one) => ({ ...one, wall: one.wall + 1 })) : events;
        },
      },
    };
    const day = await openDay(tampered);
    const evacuate = { sitting: before.id, attempts: null, reason };
    expect(await day.delivery.acts.evacuate(evacuate, "p")).toEqual({ ok: true, reached: 2 });
    await day.delivery.stop();
  });
});

describe("acts on some", () => {
  test("ACT-1 reach those that are named, each in its own log and all in the sitting's", async () => {
    const store = openMemoryStore();
    const { day, id, one, two } = await runningDay(store);
    const suspend = { sitting: id, attempts: [one, one], credited: true, reason: "核对" };
    expect(await day.delivery.acts.suspend(suspend, "p")).toEqual({ ok: true, reached: 1 });
    expect(await typesOf(store, attemptStream(one))).toContain("suspended");
    expect(await typesOf(store, attemptStream(two))).not.toContain("suspended");
    const noted = (await store.events.read(sittingStream(id))).at(-1);
    expect(JSON.parse(noted?.data ?? "")).toEqual({
      kind: "suspension",
      credited: true,
      by: "p",
      reason: "核对",
      attempts: [one],
    });
    await day.delivery.stop();
  });

  test("ACT-1 one that all refuse is refused, and one that names a stranger reaches nobody", async () => {
    const { day, id, one, two } = await runningDay(openMemoryStore());
    const { acts } = day.delivery;
    const suspend = { sitting: id, attempts: [one], credited: true, reason: "核对" };
    await acts.suspend(suspend, "p");
    expect(await acts.suspend(suspend, "q")).toMatchObject({ code: "already-suspended" });
    expect(await acts.suspend({ ...suspend, attempts: [two, "x"] }, "q")).toMatchObject({
      code: "not-found",
    });
    expect(await acts.suspend({ ...suspend, attempts: [one, two] }, "q")).toEqual({ ok: true, reached: 1 });
    await day.delivery.stop();
  });

  test("ACT-1 two proctors at once: one does it, the other hears that it is done", async () => {
    const { day, id, one, two } = await runningDay(openMemoryStore());
    const { acts } = day.delivery;
    const evacuate = { sitting: id, attempts: null, reason };
    const codes = (replies: readonly object[]) =>
      replies.map((reply) => ("code" in reply ? reply.code : "ok")).sort();
    const both = <T extends object>(act: (by: string) => Promise<T>) => Promise.all([act("p"), act("q")]);
    expect(codes(await both((by) => acts.evacuate(evacuate, by)))).toEqual(["already-suspended", "ok"]);
    const resume = { sitting: id, attempts: null, kind: "evacuation" as const };
    expect(codes(await both((by) => acts.resume(resume, by)))).toEqual(["not-suspended", "ok"]);
    const force = { attempt: one, reason: "考生晕倒" };
    expect(codes(await both((by) => acts.forceHandIn(force, by)))).toEqual(["attempt-closed", "ok"]);
    const reopen = { ...force, credited: true };
    expect(codes(await both((by) => acts.reopen(reopen, by)))).toEqual(["not-handed-in", "ok"]);
    const target = { room: "备用", seat: "1" };
    const moves = [one, two].map((attempt) => acts.releaseSeat({ attempt, reason: "换机", target }, "p"));
    expect(codes(await Promise.all(moves))).toEqual(["ok", "seat-taken"]);
    await day.delivery.stop();
  });
});

test("ACT-1 the board and the candidate's page show the spare seat, where nobody else sits", async () => {
  const { day, sitting, one, two } = await runningDay(openMemoryStore());
  const { acts, board, desk, room } = day.delivery;
  const own = sitting.placeOf.get(two);
  if (!own) throw new Error("no place");
  const move = (attempt: string, target: { room: string; seat: string }) =>
    acts.releaseSeat({ attempt, reason: "换机", target }, "p");
  const mine = { room: own.room, seat: own.seat };
  expect(await move(one, mine)).toMatchObject({ code: "seat-taken" });
  expect(await move(two, { room: "备用", seat: "1" })).toEqual({ ok: true });
  expect(await move(one, mine)).toEqual({ ok: true });
  const [, moved] = await board.seats(sitting);
  expect(moved).toMatchObject({ attempt: two, room: "备用", seat: "1" });
  expect(desk.view(two, await room.record(two), "j")?.identity).toMatchObject({ room: "备用", seat: "1" });
  await day.delivery.stop();
});

describe("reopening", () => {
  test("ACT-3 a reopened attempt has no score in the reports until it is closed again", async () => {
    const store = await sqliteStore();
    const { day, id, one, save } = await runningDay(store);
    const { acts, room, reports } = day.delivery;
    const resultOf = async () => {
      const found = await reports.results(id);
      return found?.results.find(({ attempt }) => attempt === one);
    };
    const handIn = (lastSeq: number) =>
      room.execute(one, { kind: "hand-in", journal: "j", epoch: 1, lastSeq });
    await handIn(1);
    expect(await resultOf()).toMatchObject({ state: "handed-in", total: expect.any(Number) });
    expect(await acts.reopen({ attempt: one, reason: "误交", credited: true }, "p")).toEqual({ ok: true });
    expect(await resultOf()).toMatchObject({ state: "in-progress", total: null, passed: null });
    await save(2, 0);
    expect(await handIn(2)).toMatchObject({ ok: true });
    expect(await resultOf()).toMatchObject({ state: "handed-in", total: expect.any(Number) });
    await day.delivery.stop();
    await store.close();
  });

  test("ACT-3 after the sitting is closed nothing is reopened: its root stands", async () => {
    const { day, sitting, one } = await runningDay(openMemoryStore());
    const { acts, room, sittings } = day.delivery;
    await room.execute(one, { kind: "hand-in", journal: "j", epoch: 1, lastSeq: 1 });
    day.pass(70_000);
    await sittings.tick();
    expect(sitting.state.phase).toBe("closed");
    const reopen = { attempt: one, reason: "误交", credited: true };
    expect(await acts.reopen(reopen, "p")).toMatchObject({ code: "sitting-closed" });
    await day.delivery.stop();
  });
});

test("ACT-1 a void attempt is scored, and its result says that it does not count", async () => {
  const { day, id, one } = await runningDay(openMemoryStore());
  const { acts, reports } = day.delivery;
  const resultOf = async () => (await reports.results(id))?.results.find(({ attempt }) => attempt === one);
  await acts.forceHandIn({ attempt: one, reason: "替考" }, "p");
  expect(await resultOf()).toMatchObject({ state: "forced", voided: false });
  await acts.void({ attempt: one, reason: "替考" }, "p");
  expect(await resultOf()).toMatchObject({ state: "forced", voided: true, total: expect.any(Number) });
  await acts.unvoid({ attempt: one, reason: "查无此事" }, "p");
  expect(await resultOf()).toMatchObject({ voided: false });
  await day.delivery.stop();
});

test("ACT-1 incidents of attempts, rooms and the sitting are listed in their order, with who and where", async () => {
  const store = openMemoryStore();
  const { day, sitting, id, one } = await runningDay(store);
  const { acts } = day.delivery;
  const talking = { sitting: id, kind: "misconduct", category: "talking", text: "提醒一次" } as const;
  const power = { sitting: id, kind: "irregularity", category: "power", text: "跳闸" } as const;
  expect(await acts.recordIncident({ ...power, attempt: null, room: "01考场" }, "p")).toEqual({ ok: true });
  day.pass(1000);
  expect(await acts.recordIncident({ ...talking, attempt: one, room: null }, "q")).toEqual({ ok: true });
  expect(await acts.recordIncident({ ...talking, attempt: "x", room: null }, "q")).toMatchObject({
    code: "not-found",
  });
  const place = sitting.placeOf.get(one);
  const listed = async ({ delivery }: Day) => delivery.acts.incidents(id);
  const expected = {
    ok: true,
    incidents: [
      { kind: "irregularity", category: "power", room: "01考场", attempt: null, by: "p", exam: 0 },
      {
        kind: "misconduct",
        category: "talking",
        text: "提醒一次",
        attempt: one,
        seat: place?.seat,
        admissionNumber: place?.person.admissionNumber,
        by: "q",
        exam: 1000,
      },
    ],
  };
  expect(await listed(day)).toMatchObject(expected);
  const [seat] = await day.delivery.board.seats(sitting);
  expect(seat).toMatchObject({ incidents: 1, misconduct: 1 });
  await day.delivery.stop();
  const again = await openDay(store);
  expect(await listed(again)).toMatchObject(expected);
  await again.delivery.stop();
});

test("ACT-1 an incident stands in the room where its candidate sat then, wherever they were moved afterwards", async () => {
  const { day, sitting, id, one } = await runningDay(openMemoryStore());
  const { acts, board } = day.delivery;
  const talking = { sitting: id, kind: "misconduct", category: "talking", attempt: one, room: null } as const;
  const spare = { room: "备用考场", seat: "1" };
  const another = { room: "备用考场", seat: "2" };
  await acts.recordIncident({ ...talking, text: "在原座位" }, "p");
  await acts.releaseSeat({ attempt: one, reason: "死机", target: spare }, "p");
  await acts.recordIncident({ ...talking, text: "在备用机" }, "p");
  await acts.releaseSeat({ attempt: one, reason: "又死机", target: another }, "p");
  const listed = await acts.incidents(id);
  const places = listed.ok ? listed.incidents.map(({ text, room, seat }) => [text, room, seat]) : [];
  const { room, seat } = sitting.placeOf.get(one) ?? {};
  expect(places).toEqual([
    ["在原座位", room, seat],
    ["在备用机", spare.room, spare.seat],
  ]);
  const [shown] = (await board.seats(sitting)).filter(({ attempt }) => attempt === one);
  expect(shown).toMatchObject({ ...another, left: [{ room, seat }, spare] });
  await day.delivery.stop();
});

test("ACT-4 a message to all is one act, and the list says who has not seen it", async () => {
  const { day, sitting, id, one, two, absent } = await runningDay(openMemoryStore());
  const { acts, room, board } = day.delivery;
  const sent = await acts.sendMessage({ sitting: id, attempts: null, text: "请看黑板" }, "p");
  if (!sent.ok) throw new Error(sent.code);
  expect(sent.reached).toBe(3);
  await room.execute(one, { kind: "message-seen", epoch: 1, id: sent.id });
  await room.execute(two, { kind: "message-shown", epoch: 1, id: sent.id });
  const message = { id: sent.id, text: "请看黑板", by: "p" };
  expect(await acts.messages(sitting, new Set([one, two, absent]))).toMatchObject({
    ok: true,
    messages: [{ ...message, sent: 3, unseen: [two, absent], unshown: [absent] }],
  });
  expect((await board.seats(sitting)).map(({ unseenMessages }) => unseenMessages)).toEqual([0, 1, 1]);
  await day.delivery.stop();
});

test("an incident of the sitting is withdrawn by whoever names its room, over a restart", async () => {
  const store = openMemoryStore();
  const { day, id, one } = await runningDay(store);
  const { acts } = day.delivery;
  const power = { sitting: id, kind: "irregularity", category: "power", text: "停电" } as const;
  await acts.recordIncident({ ...power, attempt: null, room: "01" }, "p");
  await acts.recordIncident({ ...power, attempt: one, room: null }, "p");
  const first = { sitting: id, attempt: null, number: 1, reason: "误操作" };
  expect(await acts.withdrawIncident({ ...first, room: "02" }, "p")).toMatchObject({ code: "not-found" });
  expect(await acts.withdrawIncident({ ...first, room: "01" }, "q")).toEqual({ ok: true });
  expect(await acts.withdrawIncident({ ...first, room: "01" }, "q")).toMatchObject({
    code: "already-withdrawn",
  });
  await day.delivery.stop();
  const again = await openDay(store);
  const listed = await again.delivery.acts.incidents(id);
  expect(listed.ok && listed.incidents).toMatchObject([
    { attempt: null, room: "01", number: 1, withdrawn: { by: "q", reason: "误操作" } },
    { attempt: one, number: 1, withdrawn: null },
  ]);
  await again.delivery.stop();
});
