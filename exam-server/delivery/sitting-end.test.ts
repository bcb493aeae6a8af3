import { describe, expect, test } from "vitest";
import { sittingStream } from "../attempt/sitting.ts";
import { openMemoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { type Day, enter, openDay, sqliteStore } from "../testing/exam-day.ts";

/** A planned sitting of two, which the first has handed in and to which the second has not come. */
async function handedIn(day: Day) {
  const sitting = await day.planned(2);
  const [first = "", missing = ""] = sitting.places.map(({ attempt }) => attempt);
  await enter(day, first);
  await day.delivery.sittings.start(sitting.record.id, "p");
  day.pass(30_001);
  await handIn(day, first);
  return { sitting, id: sitting.record.id, first, missing };
}

const handIn = ({ delivery }: Day, attempt: string) =>
  delivery.room.execute(attempt, { kind: "hand-in", journal: "j", epoch: 1, lastSeq: 0 });
const reopen = ({ delivery }: Day, attempt: string) =>
  delivery.acts.reopen({ attempt, reason: "误交", credited: true }, "p");
const reasonOf = async ({ delivery }: Day, attempt: string) => {
  const { state } = await delivery.room.record(attempt);
  return state.phase === "closed" ? state.closed.reason : state.phase;
};
const typesOf = async (store: Store, id: string) =>
  (await store.events.read(sittingStream(id))).map(({ type }) => type);

describe("the last hand-in", () => {
  test("END-6 is reopened while its time lasts, over a restart too, and closes its sitting afterwards", async () => {
    const store = await sqliteStore();
    const before = await openDay(store);
    const sitting = await before.planned(1);
    const { id } = sitting.record;
    const [only = ""] = sitting.places.map(({ attempt }) => attempt);
    await enter(before, only);
    await before.delivery.sittings.start(id, "p");
    before.pass(20_000);
    await handIn(before, only);
    await before.delivery.sittings.tick();
    expect(sitting.state.phase).toBe("running");
    await before.delivery.stop();

    const day = await openDay(store);
    day.pass(10_000);
    await day.delivery.sittings.tick();
    expect(await reopen(day, only)).toEqual({ ok: true });
    expect(await reasonOf(day, only)).toBe("running");
    await handIn(day, only);
    // Ten seconds were given back: its time and the grace last until 80 s.
    day.pass(49_999);
    await day.delivery.sittings.tick();
    expect(day.delivery.sittings.get(id)?.state.phase).toBe("running");
    day.pass(1);
    await day.delivery.sittings.tick();
    expect(day.delivery.sittings.get(id)?.state.phase).toBe("closed");
    expect(await reopen(day, only)).toMatchObject({ code: "sitting-closed" });
    await day.delivery.stop();
    await store.close();
  });

  test("closes a practice sitting at once", async () => {
    const day = await openDay(openMemoryStore());
    const sitting = await day.sitting(1);
    const [only = ""] = sitting.places.map(({ attempt }) => attempt);
    await enter(day, only);
    await day.delivery.sittings.start(sitting.record.id, "p");
    await handIn(day, only);
    await day.delivery.sittings.tick();
    expect(sitting.state.phase).toBe("closed");
    await day.delivery.stop();
  });
});

describe("ending a sitting", () => {
  test("END-6 closes it in one act, whoever never came is absent, and the log says who did it", async () => {
    const store = openMemoryStore();
    const day = await openDay(store);
    const { sitting, id, first, missing } = await handedIn(day);
    await day.delivery.sittings.tick();
    expect(sitting.state.phase).toBe("running");
    expect(await day.delivery.sittings.end(id, "chief")).toMatchObject({ ok: true, absent: 1 });
    expect(sitting.state).toMatchObject({
      phase: "closed",
      ended: { by: "chief", absent: [missing], exam: 30_001 },
    });
    expect([await reasonOf(day, first), await reasonOf(day, missing)]).toEqual(["handed-in", "absent"]);
    expect((await typesOf(store, id)).slice(-2)).toEqual(["sitting-ended", "sitting-closed"]);
    expect(await reopen(day, first)).toMatchObject({ code: "sitting-closed" });
    expect(await day.delivery.sittings.end(id, "chief")).toMatchObject({ code: "sitting-closed" });
    await day.delivery.stop();
  });

  test("is refused before the start and while anybody may still answer; nobody is absent then", async () => {
    const store = openMemoryStore();
    const day = await openDay(store);
    const sitting = await day.planned(3);
    const { id } = sitting.record;
    expect(await day.delivery.sittings.end(id, "p")).toMatchObject({ code: "not-started" });
    const [first = "", second = "", missing = ""] = sitting.places.map(({ attempt }) => attempt);
    for (const attempt of [first, second]) await enter(day, attempt);
    await day.delivery.sittings.start(id, "p");
    await handIn(day, first);
    expect(await day.delivery.sittings.end(id, "p")).toMatchObject({ code: "sitting-not-over" });
    expect(await reasonOf(day, missing)).toBe("running");
    expect(await typesOf(store, id)).not.toContain("sitting-ended");
    day.pass(60_000);
    await day.delivery.sittings.tick();
    expect(await reasonOf(day, second)).toBe("collecting");
    expect(await day.delivery.sittings.end(id, "p")).toMatchObject({ code: "sitting-not-over" });
    await day.delivery.stop();
  });

  test("END-6 waits until entry has closed, and for whom a proctor has let in", async () => {
    const day = await openDay(openMemoryStore());
    const sitting = await day.planned(2);
    const { id } = sitting.record;
    const [first = "", late = ""] = sitting.places.map(({ attempt }) => attempt);
    await enter(day, first);
    await day.delivery.sittings.start(id, "p");
    await handIn(day, first);
    day.pass(30_000);
    expect(await day.delivery.sittings.end(id, "p")).toMatchObject({ code: "entry-open" });
    day.pass(1);
    expect(await day.delivery.acts.admit({ attempt: late, reason: "交通" }, "q")).toEqual({ ok: true });
    expect(await day.delivery.sittings.end(id, "p")).toMatchObject({ code: "latecomer-admitted" });
    await enter(day, late);
    expect(await reasonOf(day, late)).toBe("running");
    expect(await day.delivery.sittings.end(id, "p")).toMatchObject({ code: "sitting-not-over" });
    await day.delivery.stop();
  });

  test("END-6 where entry is open to the end, who ends it names how many may still come, as it is then", async () => {
    const store = openMemoryStore();
    const day = await openDay(store);
    const sitting = await day.planned(4, { entryCloses: null });
    const { id } = sitting.record;
    const [first = "", late = "", ...missing] = sitting.places.map(({ attempt }) => attempt);
    await enter(day, first);
    await day.delivery.sittings.start(id, "p");
    await handIn(day, first);
    const unacknowledged = (mayCome: number) => ({ ok: false, code: "end-unacknowledged", mayCome });
    expect(await day.delivery.sittings.end(id, "p")).toEqual(unacknowledged(3));
    await enter(day, late);
    expect(await day.delivery.sittings.end(id, "p", 3)).toMatchObject({ code: "sitting-not-over" });
    await handIn(day, late);
    expect(await day.delivery.sittings.end(id, "p", 3)).toEqual(unacknowledged(2));
    expect(await typesOf(store, id)).not.toContain("sitting-ended");
    expect(await day.delivery.sittings.end(id, "p", 2)).toMatchObject({ ok: true, absent: 2 });
    expect(sitting.state.ended).toMatchObject({ absent: missing, acknowledged: 2 });
    await day.delivery.stop();
  });

  test("when its transaction fails, nobody is absent and the sitting runs on", async () => {
    const store = openMemoryStore();
    const append: Store["events"]["append"] = (events, exam) =>
      events.some(({ type }) => type === "sitting-ended")
        ? Promise.reject(new Error("disk"))
        : store.events.append(events, exam);
    const day = await openDay({ ...store, events: { ...store.events, append } });
    const { sitting, id, missing } = await handedIn(day);
    expect(await day.delivery.sittings.end(id, "p")).toMatchObject({ code: "not-stored" });
    expect(sitting.state).toMatchObject({ phase: "running", ended: null });
    expect(await reasonOf(day, missing)).toBe("running");
    await day.delivery.stop();
  });
});

test("who has handed in and signs in anew means the next sitting; a page that names its attempt stays with it", async () => {
  const day = await openDay(openMemoryStore());
  const { desk, sittings } = day.delivery;
  const theory = await day.planned(1);
  const skills = await day.planned(1, {}, theory);
  const [first = "", next = ""] = [theory, skills].map(({ places }) => places[0]?.attempt);
  const candidate = theory.places[0]?.person.id ?? "";
  await enter(day, first);
  await sittings.start(theory.record.id, "p");
  expect(await desk.attemptOf(candidate)).toBe(first);
  await handIn(day, first);
  expect(await desk.attemptOf(candidate)).toBe(next);
  expect(await desk.attemptOf(candidate, first)).toBe(first);
  expect(await desk.attemptOf(candidate, "somebody else's")).toBe(null);
  await reopen(day, first);
  expect(await desk.attemptOf(candidate)).toBe(first);
  expect(await desk.attemptOf(candidate, next)).toBe(next);
  await day.delivery.stop();
});
