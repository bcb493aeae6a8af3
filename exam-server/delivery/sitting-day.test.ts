import { expect, test } from "vitest";
import { rootOf } from "../attempt/chain.ts";
import { deadline } from "../attempt/clock.ts";
import { attemptStream, sittingStream } from "../attempt/sitting.ts";
import { openMemoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { plain, respond } from "../testing/attempts.ts";
import { enter, openDay, paperOf, sqliteStore } from "../testing/exam-day.ts";
import { sittingEvent } from "./log-stream.ts";

test.each([
  ["memory", openMemoryStore],
  ["sqlite", sqliteStore],
] as const)(
  "ORD-1 a start is one event per attempt and one in the sitting's log, in one transaction (%s)",
  async (_, open) => {
    const store = await open();
    const day = await openDay(store);
    const sitting = await day.sitting();
    day.pass(5000);
    const result = await day.delivery.sittings.start(sitting.record.id, "p");
    expect(result).toMatchObject({ ok: true, started: 3 });
    for (const { attempt } of sitting.places) {
      expect((await store.events.read(attemptStream(attempt))).at(-1)).toMatchObject({
        type: "started",
        exam: 5000,
      });
    }
    expect((await store.events.read(sittingStream(sitting.record.id))).map(({ type }) => type)).toEqual([
      "sitting-prepared",
      "sitting-started",
    ]);
    expect(await day.delivery.sittings.start(sitting.record.id, "p")).toMatchObject({
      ok: false,
      code: "already-started",
    });
    await day.delivery.stop();
  },
);

test("ORD-1 when the one transaction of a start fails, nobody has started", async () => {
  const store = openMemoryStore();
  const failing: Store = {
    ...store,
    events: {
      ...store.events,
      append: (events, exam) =>
        events.some(({ type }) => type === "started")
          ? Promise.reject(new Error("disk"))
          : store.events.append(events, exam),
    },
  };
  const day = await openDay(failing);
  const sitting = await day.sitting();
  expect(await day.delivery.sittings.start(sitting.record.id, "p")).toMatchObject({
    ok: false,
    code: "not-stored",
  });
  expect(sitting.state.phase).toBe("prepared");
  for (const { attempt } of sitting.places) {
    expect((await day.delivery.room.record(attempt)).state.phase).toBe("prepared");
  }
  await day.delivery.stop();
});

test("ANS-7 an entry whose commit fails is not acknowledged, and the attempt goes on from the store", async () => {
  const store = openMemoryStore();
  let broken = false;
  const failing: Store = {
    ...store,
    events: {
      ...store.events,
      append: (events, exam) =>
        broken ? Promise.reject(new Error("disk full")) : store.events.append(events, exam),
    },
  };
  const day = await openDay(failing);
  const sitting = await day.sitting(1);
  const attempt = sitting.places[0]?.attempt ?? "";
  await enter(day, attempt);
  await day.delivery.sittings.start(sitting.record.id, "p");
  const item = (await paperOf(day, attempt)).items[0]?.id ?? "";
  const send = () =>
    day.delivery.room.entries(
      attempt,
      { journal: "j", epoch: 1, entries: [respond(1, item, "A", 0)] },
      () => null,
    );

  const shown: string[] = [];
  day.delivery.room.onChange(({ events }) => shown.push(...events.map(({ type }) => type)));
  broken = true;
  expect(await send()).toMatchObject({ ok: false, code: "not-stored" });
  expect(shown).toEqual([]);
  broken = false;
  expect(await send()).toMatchObject({ ok: true, replies: [{ seq: 1, result: "accepted" }], expected: 2 });
  expect(
    (await store.events.read(attemptStream(attempt))).filter(({ type }) => type === "answered"),
  ).toHaveLength(1);
  await day.delivery.stop();
});

test("ORD-2 what arrives together for one attempt takes effect one after another", async () => {
  const day = await openDay(openMemoryStore());
  const sitting = await day.sitting(1);
  const attempt = sitting.places[0]?.attempt ?? "";
  await enter(day, attempt);
  await day.delivery.sittings.start(sitting.record.id, "p");
  const item = (await paperOf(day, attempt)).items[0]?.id ?? "";
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      day.delivery.room.entries(
        attempt,
        { journal: "j", epoch: 1, entries: [respond(index + 1, item, index % 2 ? "A" : "B", 0)] },
        () => null,
      ),
    ),
  );
  expect(replies.every((reply) => reply.ok)).toBe(true);
  const { state, head } = await day.delivery.room.record(attempt);
  expect(plain(state)).toMatchObject({ answers: { [item]: "A" } });
  expect(head.version).toBe(5 + 50);
  await day.delivery.stop();
});

test("TIME-1 an outage adds nothing to exam time, whatever the wall clock does meanwhile", async () => {
  const store = openMemoryStore();
  const before = await openDay(store);
  const sitting = await before.sitting(1);
  const attempt = sitting.places[0]?.attempt ?? "";
  await enter(before, attempt);
  await before.delivery.sittings.start(sitting.record.id, "p");
  before.pass(40_000);
  await before.delivery.stop();

  // Seed 2026 of "server kill -9": time went on before the restarted server could be reached.
  const after = await openDay(store, 0, 1400);
  expect(after.delivery.clock.now().exam).toBe(40_000);
  after.stepWall(-1_700_000_000_000);
  expect(after.delivery.clock.now().exam).toBe(40_000);
  after.pass(19_999);
  await after.delivery.sittings.tick();
  expect((await after.delivery.room.record(attempt)).state.phase).toBe("running");
  after.pass(1);
  await after.delivery.sittings.tick();
  expect((await after.delivery.room.record(attempt)).state.phase).toBe("collecting");
  await after.delivery.stop();
});

async function sittingEvents(store: Store, sitting: string) {
  const events = await store.events.read(sittingStream(sitting));
  return events.map(({ type, data }) => ({ type, data: JSON.parse(data) }));
}

test("TIME-1 what an outage took is in the log of the sitting that ran", async () => {
  const store = openMemoryStore();
  const before = await openDay(store);
  const [running, waiting] = [await before.sitting(1), await before.sitting(1)];
  await before.delivery.sittings.start(running.record.id, "p");
  before.pass(40_000);
  await before.delivery.stop();

  const after = await openDay(store, 3_600_000);
  const resumed = { type: "sitting-resumed", data: { exam: 40_000, downMs: 3_600_000 } };
  expect((await sittingEvents(store, running.record.id)).at(-1)).toEqual(resumed);
  expect((await sittingEvents(store, waiting.record.id)).map(({ type }) => type)).toEqual([
    "sitting-prepared",
  ]);
  await after.delivery.stop();
});

test("TIME-2 a step of the server's wall clock is in the log and moves no deadline", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(1);
  await day.delivery.sittings.start(sitting.record.id, "p");
  const attempt = sitting.places[0]?.attempt ?? "";
  const deadlineOf = async () => {
    const { state } = await day.delivery.room.record(attempt);
    return state.phase === "running" ? deadline(state) : null;
  };
  const before = await deadlineOf();
  day.stepWall(-86_400_000);
  await expect
    .poll(async () => (await sittingEvents(store, sitting.record.id)).at(-1))
    .toEqual({ type: "wall-stepped", data: { ms: -86_400_000 } });
  expect(await deadlineOf()).toBe(before);
  await day.delivery.stop();
});

test("EVID-2 closing a sitting computes one root over the heads of all attempts and only then keeps the secret in the log", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(2);
  await day.delivery.sittings.start(sitting.record.id, "p");
  const secretInLog = async () =>
    (await store.events.readAfter(0, 1000)).some(({ data }) => data.includes(sitting.record.secret));
  expect(await secretInLog()).toBe(false);
  day.pass(70_000);
  await day.delivery.sittings.tick();
  expect(sitting.state.phase).toBe("closed");
  const heads: Record<string, string> = {};
  for (const { attempt } of sitting.places) {
    heads[attempt] = (await store.events.read(attemptStream(attempt))).at(-1)?.hash ?? "";
  }
  const log = await store.events.read(sittingStream(sitting.record.id));
  const closed = log.map(sittingEvent).at(-1);
  if (closed?.type !== "sitting-closed") throw new Error("not closed");
  expect(closed.data.heads).toMatchObject({ ...heads, [sittingStream(sitting.record.id)]: log.at(-2)?.hash });
  expect(Object.keys(closed.data.heads ?? {})).toEqual(
    expect.arrayContaining(["sitting.json", "roster.json", "items.json"]),
  );
  expect(sitting.state).toMatchObject({ root: rootOf(closed.data.heads ?? {}) });
  expect(await secretInLog()).toBe(true);
  await day.delivery.stop();
});

test("VIEW-1 derived tables dropped and rebuilt from the events are identical", async () => {
  const store = await sqliteStore();
  const day = await openDay(store);
  const sitting = await day.sitting(2);
  const [first] = sitting.places;
  const attempt = first?.attempt ?? "";
  await enter(day, attempt);
  await day.delivery.sittings.start(sitting.record.id, "p");
  const { items } = await paperOf(day, attempt);
  const choice = items.filter(({ type }) => type === "single-choice").slice(0, 10);
  const entries = choice.map(({ id }, index) => respond(index + 1, id, "A", 0));
  await day.delivery.room.entries(attempt, { journal: "j", epoch: 1, entries }, () => null);
  await day.delivery.views.catchUp();
  const cleared = [
    respond(11, choice[0]?.id ?? "", null, 0),
    respond(12, choice[1]?.id ?? "", null, 0),
    respond(13, choice[1]?.id ?? "", "B", 0),
  ];
  await day.delivery.room.entries(attempt, { journal: "j", epoch: 1, entries: cleared }, () => null);
  await day.delivery.room.execute(attempt, { kind: "hand-in", journal: "j", epoch: 1, lastSeq: 13 });
  day.pass(70_000);
  await day.delivery.sittings.tick();
  await day.delivery.views.catchUp();

  const kinds = ["paper", "attempt", "answer", "score"] as const;
  const all = async () =>
    Object.fromEntries(
      await Promise.all(
        kinds.map(async (kind) => [kind, await store.views.rows(kind, sitting.record.id)] as const),
      ),
    );
  const followed = await all();
  expect(Object.fromEntries(kinds.map((kind) => [kind, followed[kind]?.length]))).toEqual({
    paper: 2,
    attempt: 2,
    answer: 9,
    score: 2,
  });
  await day.delivery.views.rebuild();
  expect(await all()).toEqual(followed);
  await day.delivery.stop();
  await store.close();
});

test("VIEW-1 rows that an earlier version derived are made again when the server starts", async () => {
  const store = await sqliteStore();
  const day = await openDay(store);
  const sitting = await day.sitting(1);
  const key = sitting.places[0]?.attempt ?? "";
  await day.delivery.views.catchUp();
  await day.delivery.stop();
  const now = await store.views.row("attempt", key);
  const position = await store.views.position();
  const { misconduct: _, ...older } = JSON.parse(now?.json ?? "");
  const old = { kind: "attempt" as const, key, sitting: sitting.record.id, json: JSON.stringify(older) };
  await store.views.drop(0);
  await store.views.apply([old], [], position);

  const again = await openDay(store);
  await expect.poll(() => store.views.row("attempt", key)).toEqual(now);
  // Rows that say something else are another shape: raise `rowShape` with this list.
  expect(Object.keys(JSON.parse(now?.json ?? ""))).toEqual([
    "progress",
    "voided",
    "misconduct",
    "deadline",
    "version",
    "head",
  ]);
  await again.delivery.stop();
  await store.close();
});

test("DRAW-9 a paper stays what it was when the bank gets a new version of its items", async () => {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(1);
  const paper = await paperOf(day, sitting.places[0]?.attempt ?? "");
  const [ref] = paper.items;
  const [old] = await store.bank.items(ref ? [ref] : []);
  if (!old) throw new Error("no item");
  const head = {
    format: "kaochang-bank/1" as const,
    id: "x",
    title: "x",
    qualification: "ecommerce-l3",
    test: "theory" as const,
  };
  await store.bank.load(head, [{ ...old, version: 2, stem: "改过的题干" }], []);
  expect(await store.bank.items(ref ? [ref] : [])).toEqual([old]);
  const index = await store.bank.index("ecommerce-l3", "theory");
  expect(index.find(({ id }) => id === old.id)?.version).toBe(2);
  await day.delivery.stop();
});

test("END-1 what arrives for a closed sitting after a restart is quarantined too, not refused for want of its items", async () => {
  const store = openMemoryStore();
  const before = await openDay(store);
  const sitting = await before.sitting(1);
  const attempt = sitting.places[0]?.attempt ?? "";
  await enter(before, attempt);
  await before.delivery.sittings.start(sitting.record.id, "p");
  const item = (await paperOf(before, attempt)).items.find(({ type }) => type === "single-choice")?.id ?? "";
  before.pass(70_000);
  await before.delivery.sittings.tick();
  await before.delivery.stop();

  const { delivery } = await openDay(store);
  const batch = { journal: "j", epoch: 1, entries: [respond(1, item, "A", 1000)] };
  const reply = await delivery.room.entries(attempt, batch, await delivery.desk.faultsOf(attempt));
  expect(reply).toMatchObject({ ok: true, replies: [{ seq: 1, result: "quarantined" }] });
  await delivery.stop();
});

test("EVID-1 an attempt whose log was changed is reported and kept from being written, and keeps no other from its end", async () => {
  const store = openMemoryStore();
  const before = await openDay(store);
  const sitting = await before.sitting(2);
  const [damaged, whole] = sitting.places.map(({ attempt }) => attempt);
  await before.delivery.sittings.start(sitting.record.id, "p");
  await before.delivery.stop();

  const tampered: Store = {
    ...store,
    events: {
      ...store.events,
      read: async (stream) => {
        const events = await store.events.read(stream);
        return stream === attemptStream(damaged ?? "")
          ? events.map((one) => ({ ...one, wall: one.wall + 1 }))
          : events;
      },
    },
  };
  const after = await openDay(tampered);
  expect(after.reports.some((what) => what.includes(damaged ?? "-"))).toBe(true);
  expect(after.delivery.sittings.damage()).toMatchObject([{ kind: "log-damaged" }]);
  after.pass(70_000);
  await after.delivery.sittings.tick();
  expect((await after.delivery.room.record(whole ?? "")).state.phase).toBe("closed");
  await expect(after.delivery.room.execute(damaged ?? "", { kind: "tick" })).rejects.toThrow("校验失败");
  expect((await after.delivery.board.seats(sitting)).map(({ attempt }) => attempt)).toEqual([whole]);
  await after.delivery.stop();
});
