import { expect, test } from "vitest";
import { attemptStream, sittingStream } from "../attempt/sitting.ts";
import type { SealedPaper } from "../protocol/messages.ts";
import { openPaper } from "../rehearsal/open-paper.ts";
import { openMemoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { type Day, enter, openDay, sqliteStore } from "../testing/exam-day.ts";
import { summaryOf } from "./sittings.ts";

const typesOf = async (store: Store, stream: string) =>
  (await store.events.read(stream)).map(({ type }) => type);

async function openedDay(store: Store) {
  const day = await openDay(store);
  const sitting = await day.planned(3, { start: "own" });
  const attempts = sitting.places.map(({ attempt }) => attempt);
  const [one = "", two = "", missing = ""] = attempts;
  for (const attempt of [one, two]) await enter(day, attempt);
  const started = await day.delivery.sittings.start(sitting.record.id, "p");
  expect(started).toMatchObject({ ok: true, started: 3 });
  return { day, sitting, id: sitting.record.id, one, two, missing };
}

const begin = ({ delivery }: Day, attempt: string) =>
  delivery.room.execute(attempt, { kind: "begin", epoch: 1 });
const phaseOf = async ({ delivery }: Day, attempt: string) =>
  (await delivery.room.record(attempt)).state.phase;

async function keyOf({ delivery: { room, desk } }: Day, attempt: string) {
  return desk.view(attempt, await room.record(attempt), "j")?.paperKey ?? null;
}

const opens = (sealed: SealedPaper["sealed"], key: string | null) => {
  if (key === null) return false;
  return openPaper(sealed, key).paper.items.length > 0;
};

test("TIME-8 each candidate's key is released at their own start, over a restart too, and every deadline is their own", async () => {
  const store = await sqliteStore();
  const before = await openedDay(store);
  const { id, one, two, missing } = before;
  expect(summaryOf(before.sitting)).toMatchObject({ phase: "running", start: "own" });
  before.day.pass(5000);
  expect(await begin(before.day, one)).toMatchObject({ ok: true });
  expect(await Promise.all([one, two, missing].map((attempt) => phaseOf(before.day, attempt)))).toEqual([
    "running",
    "prepared",
    "prepared",
  ]);
  const sealed = (await before.day.delivery.desk.paper(two))?.sealed ?? new Uint8Array();
  const [key, none] = [await keyOf(before.day, one), await keyOf(before.day, two)];
  expect([key === null, none]).toEqual([false, null]);
  expect(() => opens(sealed, key)).toThrow();
  await before.day.delivery.stop();

  const day = await openDay(store);
  day.pass(15_000);
  expect(await begin(day, two)).toMatchObject({ ok: true });
  expect(opens(sealed, await keyOf(day, two))).toBe(true);
  const seats = await day.delivery.board.seats(day.delivery.sittings.get(id) ?? before.sitting);
  expect(seats.map(({ deadline }) => deadline)).toEqual([65_000, 80_000, null]);
  expect(await typesOf(store, attemptStream(two))).toEqual([
    "prepared",
    "lease-granted",
    "identity-confirmed",
    "rules-accepted",
    "doors-opened",
    "started",
  ]);
  await day.delivery.stop();
  await store.close();
});

test("TIME-8 each is collected at their own end, who never came is absent at the last one's, and then the sitting closes", async () => {
  const store = openMemoryStore();
  const { day, sitting, id, one, two, missing } = await openedDay(store);
  await begin(day, one);
  day.pass(30_000);
  await begin(day, two);
  day.pass(40_000);
  await day.delivery.sittings.tick();
  expect([await phaseOf(day, one), await phaseOf(day, two)]).toEqual(["closed", "running"]);
  day.pass(30_000);
  await day.delivery.sittings.tick();
  expect((await day.delivery.room.record(missing)).state).toMatchObject({
    phase: "closed",
    closed: { reason: "absent" },
  });
  await day.delivery.sittings.tick();
  expect(sitting.state.phase).toBe("closed");
  expect(await typesOf(store, sittingStream(id))).toEqual([
    "sitting-prepared",
    "sitting-started",
    "sitting-closed",
  ]);
  const results = await day.delivery.reports.results(id);
  expect(results?.results.map(({ state }) => state)).toEqual(["time-up", "time-up", "absent"]);
  await day.delivery.stop();
});

test("who has not begun shows so on the board, and a latecomer begins by leave of a proctor", async () => {
  const { day, sitting, one, missing } = await openedDay(openMemoryStore());
  const { acts, board, presence, clock } = day.delivery;
  presence.set(one, true, clock.now().exam);
  const states = async () => (await board.seats(sitting)).map(({ state }) => state);
  expect(await states()).toEqual(["unbegun", "offline", "not-arrived"]);
  day.pass(30_001);
  expect(await begin(day, one)).toMatchObject({ code: "entry-closed" });
  for (const attempt of [one, missing]) {
    expect(await acts.admit({ attempt, reason: "交通" }, "p")).toEqual({ ok: true });
  }
  await enter(day, missing);
  expect(await begin(day, missing)).toMatchObject({ ok: true });
  expect(await begin(day, one)).toMatchObject({ ok: true });
  await day.delivery.stop();
});

test("a latecomer who was let in shortly before the sitting's end has the time to come and begin", async () => {
  const { day, id, one, two, missing } = await openedDay(openMemoryStore());
  const { acts, sittings } = day.delivery;
  for (const attempt of [one, two]) await begin(day, attempt);
  day.pass(99_000);
  await sittings.tick();
  expect(await acts.admit({ attempt: missing, reason: "交通" }, "p")).toEqual({ ok: true });
  day.pass(1500);
  await sittings.tick();
  expect(await sittings.end(id, "p")).toMatchObject({ code: "latecomer-admitted" });
  await enter(day, missing);
  day.pass(60_000);
  await sittings.tick();
  expect(await sittings.end(id, "p")).toMatchObject({ code: "sitting-not-over" });
  expect(await begin(day, missing)).toMatchObject({ ok: true });
  await day.delivery.stop();
});

test("one who was let in and never comes is absent in the end, and the sitting closes", async () => {
  const { day, sitting, one, two, missing } = await openedDay(openMemoryStore());
  for (const attempt of [one, two]) await begin(day, attempt);
  day.pass(99_000);
  await day.delivery.acts.admit({ attempt: missing, reason: "交通" }, "p");
  day.pass(69_999);
  await day.delivery.sittings.tick();
  expect(await phaseOf(day, missing)).toBe("prepared");
  day.pass(1);
  await day.delivery.sittings.tick();
  await day.delivery.sittings.tick();
  expect(sitting.state.phase).toBe("closed");
  await day.delivery.stop();
});
