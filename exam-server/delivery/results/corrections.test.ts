import type { Item } from "@kaochang/question-bank/item.ts";
import type { PaperItem } from "@kaochang/question-bank/paper.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openArchive } from "../../archive/make.ts";
import { signingKey } from "../../archive/signing-key.ts";
import { verifyArchive } from "../../archive/verify.ts";
import { attemptStream, sittingStream } from "../../attempt/sitting.ts";
import type { Store } from "../../store/store.ts";
import { respond } from "../../testing/attempts.ts";
import { type Day, enter, openDay, paperOf, sqliteStore } from "../../testing/exam-day.ts";
import { openCatalogue } from "../catalogue.ts";
import type { Sitting } from "../sittings.ts";
import { openCorrections } from "./corrections.ts";

/** Three candidates have the faulty item: two answered it wrong and right and handed in, one writes on; the others never come. */
let store: Store;
let day: Day;
let sitting: Sitting;
let faulty: Item;
let holders: string[];

const deskOf = ({ delivery: { room, sittings } }: Day) =>
  openCorrections({ log: store.events, room, sittings, catalogue: openCatalogue(store.bank) });

const attempt = (place: number) => holders[place] ?? "";
const to = (key: string) => ({
  item: faulty.id,
  version: faulty.version,
  change: { kind: "key" as const, fields: { key } },
});
const fullMarks = () => ({ ...to(""), change: { kind: "full-marks" as const } });

async function outcomes(place: number): Promise<number[]> {
  const log = await store.events.read(attemptStream(attempt(place)));
  return log.filter(({ type }) => type === "scored").map(({ data }) => JSON.parse(data).outcome.total);
}

/** A single-choice item that at least three papers have: among twelve drawn from one bank there is one. */
async function sharedItem(): Promise<{ item: Item; holders: string[] }> {
  const holdersOf = new Map<string, { ref: PaperItem; holders: string[] }>();
  for (const { attempt: one } of sitting.places) {
    for (const ref of (await paperOf(day, one)).items.filter(({ type }) => type === "single-choice")) {
      const known = holdersOf.get(ref.id) ?? { ref, holders: [] };
      known.holders.push(one);
      holdersOf.set(ref.id, known);
    }
  }
  const shared = [...holdersOf.values()].find((one) => one.holders.length >= 3);
  const [item] = shared ? await store.bank.items([shared.ref]) : [];
  if (!shared || !item) throw new Error("no item is on three papers");
  return { item, holders: shared.holders };
}

const answer = (place: number, response: string) =>
  day.delivery.room.entries(
    attempt(place),
    { journal: "j", epoch: 1, entries: [respond(1, faulty.id, response, 1000)] },
    () => null,
  );
const handIn = (place: number) =>
  day.delivery.room.execute(attempt(place), { kind: "hand-in", journal: "j", epoch: 1, lastSeq: 1 });

beforeEach(async () => {
  store = await sqliteStore();
  day = await openDay(store);
  sitting = await day.sitting(12);
  ({ item: faulty, holders } = await sharedItem());
  for (const place of [0, 1, 2]) await enter(day, attempt(place));
  await day.delivery.sittings.start(sitting.record.id, "proctor");
  day.pass(1000);
  const right = faulty.type === "single-choice" ? faulty.key : "A";
  const wrong = right === "A" ? "B" : "A";
  await answer(0, wrong);
  await answer(1, right);
  await answer(2, wrong);
  await handIn(0);
  await handIn(1);
});

afterEach(async () => {
  await day.delivery.stop();
  await store.close();
});

const wrongKey = () => (faulty.type === "single-choice" && faulty.key === "A" ? "B" : "A");

test("MARK-4 a preview says who it would change, the gravest first, and writes nothing", async () => {
  const before = await store.events.read(sittingStream(sitting.record.id));
  const preview = await deskOf(day).preview(sitting.record.id, to(wrongKey()));
  if (!preview.ok) throw new Error(preview.code);
  const points = preview.changes.map(({ attempt: one, before, after }) => [one, before?.total, after.total]);
  expect(points.sort()).toEqual(
    [
      [attempt(0), 0, 100],
      [attempt(1), 100, 0],
    ].sort(),
  );
  expect(await store.events.read(sittingStream(sitting.record.id))).toEqual(before);
  expect(await outcomes(0)).toEqual([0]);
});

test("MARK-4 a corrected key re-marks every closed attempt that has the item and leaves both results in the log", async () => {
  const applied = await deskOf(day).apply(sitting.record.id, to(wrongKey()), "教材第 12 页", "officer");
  expect(applied).toEqual({ ok: true, remarked: 2 });
  expect([await outcomes(0), await outcomes(1), await outcomes(2)]).toEqual([[0, 100], [100, 0], []]);
  const log = await store.events.read(sittingStream(sitting.record.id));
  const event = log.find(({ type }) => type === "key-corrected");
  expect(JSON.parse(event?.data ?? "")).toMatchObject({
    item: faulty.id,
    by: "officer",
    reason: "教材第 12 页",
    attempts: [attempt(0), attempt(1)],
  });
});

test("MARK-4 what closes later is scored by the corrected key, after a restart too", async () => {
  await deskOf(day).apply(sitting.record.id, to(wrongKey()), "更正", "officer");
  await day.delivery.stop();
  day = await openDay(store);
  await handIn(2);
  expect(await outcomes(2)).toEqual([100]);
});

test("MARK-4 the archive of a re-marked sitting still verifies", async () => {
  await deskOf(day).apply(sitting.record.id, to(wrongKey()), "更正", "officer");
  day.pass(200_000);
  await day.delivery.sittings.tick();
  await deskOf(day).apply(sitting.record.id, fullMarks(), "有争议，送分", "officer");
  expect([await outcomes(0), await outcomes(1), await outcomes(2)]).toEqual([
    [0, 100, 100],
    [100, 0, 100],
    [100, 100],
  ]);
  const opened = await openArchive(store, sitting.record.id, signingKey("7".repeat(64)), 0);
  if (!opened.ok) throw new Error(opened.code);
  const parts: Uint8Array[] = [];
  for await (const part of opened.bytes) parts.push(part);
  expect(verifyArchive(Buffer.concat(parts)).faults).toEqual([]);
});

test("MARK-4 what cannot correct a key is refused with a sentence, and nothing is written", async () => {
  const desk = deskOf(day);
  const id = sitting.record.id;
  const before = await store.events.read(sittingStream(id));
  expect(await desk.apply(id, to("I"), "更正", "officer")).toMatchObject({ code: "key-invalid" });
  expect(await desk.apply(id, { ...fullMarks(), item: "nothing" }, "x", "officer")).toMatchObject({
    code: "item-not-used",
  });
  const idNumber = sitting.places[0]?.person.idNumber ?? "";
  expect(await desk.apply(id, fullMarks(), `${idNumber} 提出`, "officer")).toMatchObject({
    code: "id-number-in-text",
  });
  expect(await desk.preview("nothing", fullMarks())).toMatchObject({ code: "not-found" });
  expect(await store.events.read(sittingStream(id))).toEqual(before);
});

test("an officer finds an item of the papers by its id or its words, with its key", async () => {
  const id = sitting.record.id;
  const byId = await deskOf(day).items(id, faulty.id);
  expect(byId).toMatchObject({
    total: 1,
    items: [{ item: faulty.id, keyText: faulty.type === "single-choice" ? faulty.key : "" }],
  });
  const byWords = await deskOf(day).items(id, faulty.stem.slice(0, 12));
  expect(byWords.ok && byWords.items.map(({ item }) => item)).toContain(faulty.id);
  await deskOf(day).apply(id, fullMarks(), "送分", "officer");
  expect(await deskOf(day).items(id, faulty.id)).toMatchObject({
    items: [{ correction: { kind: "full-marks" } }],
  });
});
