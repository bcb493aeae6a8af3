import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answersById } from "../attempt/answers.ts";
import { fixtureFiles } from "../fixtures.ts";
import { shippedForm, shippedSyllabuses } from "../library.ts";
import { replayed } from "../protocol/replay.ts";
import { openSqliteStore } from "../store/sqlite.ts";
import type { Store } from "../store/store.ts";
import { respond } from "../testing/attempts.ts";
import { type Delivery, openDelivery } from "./delivery.ts";
import { openSeatWatch } from "./ledger-watch.ts";
import { loadBank } from "./load-bank.ts";
import { preparePractice } from "./practice-sitting.ts";
import type { Sitting } from "./sittings.ts";

/** A delivery engine over real SQLite with hand-set clocks; `minutes` moves both of them. */
const minute = 60_000;
const morning = new Date(2026, 4, 1, 9, 0).getTime();
let folder: string;
let store: Store;
let delivery: Delivery;
let sitting: Sitting;
let passed = 0;
let shedding = false;
let watch: ReturnType<typeof openSeatWatch>;

async function openAgain(): Promise<void> {
  store = await openSqliteStore(path.join(folder, "k.sqlite"));
  const syllabuses = shippedSyllabuses();
  if (!(await store.bank.hasItems("ecommerce-l3", "theory")))
    await loadBank(store.bank, fixtureFiles("banks", "ecommerce-l3-theory"), [...syllabuses.values()]);
  const began = passed;
  delivery = await openDelivery({
    store,
    monotonic: () => passed - began,
    wall: () => morning + passed,
    syllabuses,
    rulesText: "{minutes}",
    remindAt: [],
    random: randomBytes,
    lostTimeLimit: 45 * minute,
    report: (what, reason) => {
      throw new Error(what, { cause: reason });
    },
  });
  delivery.run();
  const { room, sittings, presence, clock } = delivery;
  watch = openSeatWatch({
    room,
    sittings,
    presence,
    clock,
    shedding: () => shedding,
    report: (what, reason) => {
      throw new Error(what, { cause: reason });
    },
  });
}

const close = async () => {
  await delivery.stop();
  await store.close();
};

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "kaochang-ledger-"));
  passed = 0;
  shedding = false;
  await openAgain();
  const made = await preparePractice(store, delivery, {
    title: "练习",
    ...shippedForm("ecommerce-l3", "theory", "form-100"),
    minutes: 90,
    candidates: 3,
    terms: { duration: 90 * minute, extra: 0, entryCloses: null, handInOpens: 0, grace: 10_000 },
  });
  if (!made.ok) throw new Error(made.message);
  sitting = made.sitting;
});

afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

const attemptOf = (place: number): string => {
  const found = sitting.places[place];
  if (!found) throw new Error("no such place");
  return found.attempt;
};
const journalOf = (place: number) => String(place).repeat(32);

async function arrive(
  place: number,
  from = `10.0.0.${place + 1}`,
  journal = journalOf(place),
): Promise<void> {
  const attempt = attemptOf(place);
  const { room, presence, clock } = delivery;
  const opened = await room.execute(attempt, { kind: "open", journal, holderAlive: false, from });
  if (!opened.ok || opened.record.state.phase === "none") throw new Error("not opened");
  const epoch = opened.record.state.lease?.epoch ?? 1;
  await room.execute(attempt, { kind: "confirm-identity", epoch });
  await room.execute(attempt, { kind: "accept-rules", epoch });
  presence.set(attempt, true, clock.now().exam);
}

const leave = (place: number) => delivery.presence.set(attemptOf(place), false, delivery.clock.now().exam);
const start = () => delivery.sittings.start(sitting.record.id, "proctor");
/** Time passes; the watch looks at the end of it. */
const pass = async (minutes: number) => {
  passed += minutes * minute;
  await watch.look();
};

async function paperItems(place: number): Promise<{ id: string; options: number }[]> {
  const { state } = await delivery.room.record(attemptOf(place));
  if (state.phase === "none") throw new Error("no attempt");
  return state.paper.items
    .filter(({ type }) => type === "single-choice")
    .map(({ id, options }) => ({ id, options: options.length }));
}

/** So many questions answered at these minutes after the start, arriving now. */
async function answer(place: number, ...made: number[]): Promise<void> {
  const items = await paperItems(place);
  const began = delivery.sittings.get(sitting.record.id)?.state;
  const at = began && began.phase !== "prepared" ? began.startedAt : 0;
  const entries = made.map((one, index) => {
    const entry = respond(index + 1, items[index]?.id ?? "", "A", at + one * minute);
    return entry;
  });
  const fault = await delivery.desk.faultsOf(attemptOf(place));
  const batch = { journal: journalOf(place), epoch: 1, entries };
  const sent = await delivery.room.entries(attemptOf(place), batch, fault);
  if (!sent.ok) throw new Error(sent.code);
}

async function report() {
  const found = await delivery.readers.ledger.lostTime(sitting.record.id, "all");
  if (!found.ok) throw new Error(found.code);
  return found.rooms.flatMap(({ seats }) => seats);
}

describe("LOST-1 a sitting's lost time", () => {
  test("LOST-1 a seat that was gone is proposed its time, one that reloaded or answered on is not", async () => {
    for (const place of [0, 1, 2]) await arrive(place);
    await start();
    await pass(10);
    for (const place of [0, 1, 2]) leave(place);
    await pass(0.1);
    delivery.presence.set(attemptOf(2), true, delivery.clock.now().exam);
    await pass(5.9);
    await answer(1, 11, 13, 15);
    for (const place of [0, 1]) delivery.presence.set(attemptOf(place), true, delivery.clock.now().exam);
    await pass(1);
    const seats = await report();
    expect(seats.map(({ attempt, lost, proposed }) => [attempt, lost / minute, proposed / minute])).toEqual([
      [attemptOf(0), 6, 6],
      [attemptOf(1), 0, 0],
    ]);
    expect(seats[1]?.reason).toBe("09:10 起离线 6 分钟，其间仍作答 3 题，建议补时 0 分钟");
    expect(seats[0]?.reason).toBe("09:10 起离线 6 分钟，建议补时 6 分钟");
  });

  test("LOST-1 what is granted is proposed no more", async () => {
    await arrive(0);
    await start();
    leave(0);
    await pass(8);
    const [seat] = await report();
    const { reason = "", proposed: ms = 0 } = seat ?? {};
    const grant = {
      sitting: sitting.record.id,
      attempts: [attemptOf(0)],
      ms,
      kind: "credit" as const,
      reason,
    };
    expect(await delivery.sittings.grantTime(grant, "proctor")).toMatchObject({ ok: true, granted: 1 });
    expect(await report()).toMatchObject([{ proposed: 0, credited: ms }]);
  });

  test("LOST-1 a hand-in by mistake is seen, whenever the report was read before", async () => {
    for (const place of [0, 1]) await arrive(place);
    await start();
    await pass(5);
    expect(await report()).toEqual([]);
    const [attempt, journal] = [attemptOf(0), journalOf(0)];
    await delivery.room.execute(attempt, { kind: "hand-in", journal, epoch: 1, lastSeq: 0 });
    await pass(4);
    await delivery.room.execute(attempt, { kind: "reopen", credited: false, by: "p", reason: "r" });
    expect(await report()).toMatchObject([{ attempt, lost: 4 * minute, apart: true }]);
  });

  test("LOST-1 an outage of the server is no lost time, but a seat that does not come back after it is", async () => {
    for (const place of [0, 1]) await arrive(place);
    await start();
    await pass(10);
    await close();
    passed += 20 * minute;
    await openAgain();
    await arrive(0);
    await pass(5);
    expect((await report()).map(({ attempt, lost }) => [attempt, Math.round(lost / minute)])).toEqual([
      [attemptOf(1), 5],
    ]);
  });

  test("while telemetry is shed nothing is noted, and what still lasts is noted afterwards in full", async () => {
    await arrive(0);
    await start();
    leave(0);
    shedding = true;
    await pass(4);
    expect(await report()).toEqual([]);
    shedding = false;
    await pass(1);
    expect(await report()).toMatchObject([{ lost: 5 * minute }]);
  });
});

describe("SEAT-1 and REPLAY-1 over the log of a real store", () => {
  const find = async (query: Parameters<typeof delivery.readers.seating.find>[1]) => {
    const found = await delivery.readers.seating.find(sitting.record.id, query, "all");
    if (!found.ok) throw new Error(found.code);
    return found.stays.map(({ seat, admissionNumber, address }) => [seat, admissionNumber, address]);
  };
  const numberOf = (place: number) => sitting.places[place]?.person.admissionNumber ?? "";

  test("SEAT-1 a seat and a span tell who was there, a number tells its seats", async () => {
    for (const place of [0, 1]) await arrive(place);
    await start();
    await pass(10);
    const target = { room: sitting.places[0]?.room ?? "", seat: "30" };
    await delivery.room.execute(attemptOf(0), { kind: "release-seat", by: "p", reason: "r", target });
    await pass(2);
    await arrive(0, "10.0.0.30", "f".repeat(32));
    const [seat, other] = [sitting.places[0]?.seat, sitting.places[1]?.seat];
    const early = { from: morning + 5 * minute, to: morning + 8 * minute };
    const late = { from: morning + 13 * minute, to: morning + 15 * minute };
    expect(await find({ seat, ...early })).toEqual([[seat, numberOf(0), "10.0.0.1"]]);
    expect(await find({ seat, ...late })).toEqual([]);
    expect(await find({ seat: "30", ...late })).toEqual([["30", numberOf(0), "10.0.0.30"]]);
    expect(await find({ who: numberOf(0) })).toEqual([
      [seat, numberOf(0), "10.0.0.1"],
      ["30", numberOf(0), "10.0.0.30"],
    ]);
    expect(await find({ who: numberOf(1) })).toEqual([[other, numberOf(1), "10.0.0.2"]]);
  });

  test("REPLAY-1 after the close the replay ends with the answers that were scored, and holds no key", async () => {
    for (const place of [0, 1]) await arrive(place);
    await start();
    await pass(3);
    await answer(0, 1, 2, 2.5);
    const target = { room: "备用考场", seat: "30" };
    await delivery.room.execute(attemptOf(0), { kind: "release-seat", by: "p", reason: "r", target });
    const { replays } = delivery.readers;
    expect(await replays.replay(attemptOf(0), true)).toMatchObject({ ok: false, code: "not-over" });
    await pass(95);
    await delivery.sittings.tick();
    await delivery.sittings.tick();
    const replay = await replays.replay(attemptOf(0), false);
    const { state } = await delivery.room.record(attemptOf(0));
    if (!replay.ok || state.phase !== "closed") throw new Error("not closed");
    expect(replayed(replay.steps).answers).toEqual(answersById(state));
    expect(Object.keys(replayed(replay.steps).answers)).toHaveLength(3);
    expect(replay.paper.items).toHaveLength(100);
    const { room, seat } = sitting.places[0] ?? {};
    expect(replay.seats).toEqual([{ room, seat }, target]);
    const told = replay.steps.filter(({ what }) => what === "answered").map(({ text }) => text);
    expect(told).toEqual([
      expect.stringMatching(/^[A-D]$/),
      expect.stringMatching(/^[A-D]$/),
      expect.stringMatching(/^[A-D]$/),
    ]);
    expect(replay.points).toBeNull();
    expect(JSON.stringify(replay)).not.toMatch(/"(key|earned|explanation)"/);
    const scored = await replays.replay(attemptOf(0), true);
    if (!scored.ok || !scored.points) throw new Error("no points");
    const total = scored.points.reduce((sum, { earned }) => sum + earned, 0);
    expect(total).toBe(state.outcome?.total);
  });
});
