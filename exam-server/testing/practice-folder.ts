import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDelivery } from "../delivery/delivery.ts";
import { loadBank } from "../delivery/load-bank.ts";
import { preparePractice } from "../delivery/practice-sitting.ts";
import { fixtureFiles } from "../fixtures.ts";
import { shippedForm, shippedSyllabuses } from "../library.ts";
import { openSqliteStore } from "../store/sqlite.ts";

/** A data folder of the test's own with one practice sitting of two candidates, and no server on it. */
export async function practiceFolder() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "kaochang-folder-"));
  const database = path.join(dataDir, "kaochang.sqlite");
  const store = await openSqliteStore(database);
  const syllabuses = shippedSyllabuses();
  await loadBank(store.bank, fixtureFiles("banks", "ecommerce-l3-theory"), [...syllabuses.values()]);
  const delivery = await openDelivery({
    store,
    monotonic: () => 0,
    wall: () => new Date(2026, 4, 1, 8, 30).getTime(),
    syllabuses,
    rulesText: "{minutes}",
    remindAt: [],
    random: randomBytes,
    report: (what, reason) => {
      throw new Error(what, { cause: reason });
    },
  });
  delivery.run();
  const made = await preparePractice(store, delivery, {
    title: "练习",
    ...shippedForm("ecommerce-l3", "theory", "form-100"),
    minutes: 1,
    candidates: 2,
    terms: { duration: 60_000, extra: 0, entryCloses: 30_000, handInOpens: 0, grace: 10_000 },
  });
  if (!made.ok) throw new Error(made.message);
  const { record, places } = made.sitting;
  return {
    dataDir,
    database,
    sitting: record.id,
    attempts: places.map(({ attempt }) => attempt),
    admissions: places.map(({ person }) => person.admissionNumber),
    /** 开考. */
    start: () => delivery.sittings.start(record.id, "proctor"),
    async close(): Promise<void> {
      await delivery.stop();
      await store.close();
    },
  };
}

export type PracticeFolder = Awaited<ReturnType<typeof practiceFolder>>;
