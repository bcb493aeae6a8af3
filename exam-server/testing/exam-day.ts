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
import type { Store } from "../store/store.ts";

/** A delivery engine on hand-set clocks. `startMs`: what its start takes from reading the log to being reached. */
export async function openDay(store: Store, wallPassed = 0, startMs = 0) {
  let mono = 0;
  let wall = 1_800_000_000_000 + wallPassed;
  const reports: string[] = [];
  const syllabuses = shippedSyllabuses();
  const delivery = await openDelivery({
    store,
    monotonic: () => mono,
    wall: () => wall,
    syllabuses,
    rulesText: "{minutes}",
    remindAt: [],
    random: randomBytes,
    report: (what) => reports.push(what),
  });
  mono += startMs;
  wall += startMs;
  delivery.run();
  return {
    delivery,
    reports,
    pass: (ms: number) => {
      mono += ms;
    },
    stepWall: (ms: number) => {
      wall += ms;
    },
    async sitting(candidates = 3) {
      if ((await store.bank.count()) === 0) {
        await loadBank(store.bank, fixtureFiles("banks", "ecommerce-l3-theory"), [...syllabuses.values()]);
      }
      const made = await preparePractice(store, delivery, {
        title: "试",
        ...shippedForm("ecommerce-l3", "theory", "form-100"),
        minutes: 1,
        candidates,
        terms: { duration: 60_000, extra: 0, entryCloses: 30_000, handInOpens: 0, grace: 10_000 },
      });
      if (!made.ok) throw new Error(made.message);
      return made.sitting;
    },
  };
}

export type Day = Awaited<ReturnType<typeof openDay>>;

/** Signs a candidate in, up to where answers may be given. */
export async function enter({ delivery: { room } }: Day, attempt: string, journal = "j") {
  await room.execute(attempt, { kind: "open", journal, holderAlive: false });
  await room.execute(attempt, { kind: "confirm-identity", epoch: 1 });
  await room.execute(attempt, { kind: "accept-rules", epoch: 1 });
}

export async function paperOf({ delivery: { room } }: Day, attempt: string) {
  const { state } = await room.record(attempt);
  if (state.phase === "none") throw new Error("no attempt");
  return state.paper;
}

/** In a folder of its own. */
export const sqliteStore = () =>
  openSqliteStore(path.join(mkdtempSync(path.join(tmpdir(), "kaochang-day-")), "k.sqlite"));
