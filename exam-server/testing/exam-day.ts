import { randomBytes, randomInt } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Terms } from "../attempt/events.ts";
import { openDelivery } from "../delivery/delivery.ts";
import { loadBank } from "../delivery/load-bank.ts";
import { practicePlaces } from "../delivery/practice.ts";
import { preparePractice } from "../delivery/practice-sitting.ts";
import { prepareSitting } from "../delivery/prepare-sitting.ts";
import type { Sitting } from "../delivery/sittings.ts";
import { fixtureFiles } from "../fixtures.ts";
import { shippedForm, shippedSyllabuses } from "../library.ts";
import { openSqliteStore } from "../store/sqlite.ts";
import type { Store } from "../store/store.ts";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");
const usual: Terms = { duration: 60_000, extra: 0, entryCloses: 30_000, handInOpens: 0, grace: 10_000 };

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
  const loadOnce = async () => {
    if (await store.bank.hasItems("ecommerce-l3", "theory")) return;
    await loadBank(store.bank, fixtureFiles("banks", "ecommerce-l3-theory"), [...syllabuses.values()]);
  };
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
      await loadOnce();
      const made = await preparePractice(store, delivery, {
        title: "试",
        ...shippedForm("ecommerce-l3", "theory", "form-100"),
        minutes: 1,
        candidates,
        terms: usual,
      });
      if (!made.ok) throw new Error(made.message);
      return made.sitting;
    },
    /** A sitting as a plan has it, no practice; of the same people as `earlier`, where there is one. */
    async planned(candidates = 3, terms: Partial<Terms> = {}, earlier?: Sitting) {
      await loadOnce();
      const { blueprint, sources } = shippedForm("ecommerce-l3", "theory", "form-100");
      const record = {
        id: hex(6),
        exam: "plan",
        title: "理论",
        ...{ qualification: "ecommerce-l3", test: "theory", form: "form-100" },
        practice: false,
        minutes: 1,
        preparedAt: wall,
        secret: hex(32),
      };
      const serial = delivery.sittings.all().length;
      const names = { wall, serial, randomHex: hex, randomBelow: (n: number) => randomInt(n) };
      const places = earlier
        ? earlier.places.map(({ person, room, seat }) => ({ person, attempt: hex(10), room, seat }))
        : practicePlaces(candidates, names);
      const index = await store.bank.index("ecommerce-l3", "theory");
      const plan = {
        record,
        blueprint,
        sources: { ...sources, index },
        terms: { ...usual, ...terms },
        places,
      };
      const made = prepareSitting(plan, delivery.clock.now());
      if (!made.ok) throw new Error(made.message);
      const people = places.map(({ person }) => person);
      await store.roster.prepare(record, people, made.enrolments, made.events);
      return delivery.sittings.open(record);
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
