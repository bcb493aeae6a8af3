import { randomBytes } from "node:crypto";
import path from "node:path";
import { openDelivery } from "../delivery/delivery.ts";
import { openSeatWatch } from "../delivery/ledger-watch.ts";
import { shippedSyllabuses } from "../library.ts";
import { openSqliteStore } from "../store/sqlite.ts";
import { respond } from "./attempts.ts";

const minute = 60_000;

/**
 * An exam day on clocks set by hand, over the data folder of a server that does not run: so that hours of
 * it stand in the log within seconds. `wall`: the wall clock at its beginning.
 */
export async function handSetDay(dataDir: string, wall: number) {
  let passed = 0;
  const report = (what: string, reason: unknown): never => {
    throw new Error(what, { cause: reason });
  };
  const store = await openSqliteStore(path.join(dataDir, "kaochang.sqlite"));
  const delivery = await openDelivery({
    store,
    monotonic: () => passed,
    wall: () => wall + passed,
    syllabuses: shippedSyllabuses(),
    rulesText: "{minutes}",
    remindAt: [],
    random: randomBytes,
    report,
  });
  delivery.run();
  const { room, sittings, presence, clock, desk } = delivery;
  const watch = openSeatWatch({ room, sittings, presence, clock, shedding: () => false, report });
  const [sitting] = sittings.all();
  if (!sitting) throw new Error("no sitting");
  const attemptAt = (place: number) => sitting.places[place]?.attempt ?? "";
  const journalAt = (place: number) => place.toString(16).padStart(32, "0");
  const began = () => (sitting.state.phase === "prepared" ? 0 : sitting.state.startedAt);

  return {
    sitting,
    attemptAt,
    room,
    now: () => clock.now(),
    start: () => sittings.start(sitting.record.id, "proctor"),
    /** Time passes, and what is due at the end of it is done. */
    async pass(minutes: number): Promise<void> {
      passed += minutes * minute;
      await watch.look();
      await sittings.tick();
      await sittings.tick();
    },
    async arrive(place: number, from: string, journal = journalAt(place)): Promise<void> {
      const attempt = attemptAt(place);
      const opened = await room.execute(attempt, { kind: "open", journal, holderAlive: false, from });
      if (!opened.ok || opened.record.state.phase === "none") throw new Error("not opened");
      const epoch = opened.record.state.lease?.epoch ?? 1;
      await room.execute(attempt, { kind: "confirm-identity", epoch });
      await room.execute(attempt, { kind: "accept-rules", epoch });
      presence.set(attempt, true, clock.now().exam);
    },
    leave: (place: number) => presence.set(attemptAt(place), false, clock.now().exam),
    comeBack: (place: number) => presence.set(attemptAt(place), true, clock.now().exam),
    /** Single-choice questions answered at these minutes after the start, numbered from `first`, arriving now. */
    async answer(place: number, first: number, ...made: number[]): Promise<void> {
      const attempt = attemptAt(place);
      const { state } = await room.record(attempt);
      if (state.phase === "none") throw new Error("no attempt");
      const items = state.paper.items.filter(({ type }) => type === "single-choice");
      const entries = made.map((at, index) => {
        const seq = first + index;
        return respond(seq, items[seq % items.length]?.id ?? "", "A", began() + at * minute);
      });
      const batch = { journal: journalAt(place), epoch: 1, entries };
      const sent = await room.entries(attempt, batch, await desk.faultsOf(attempt));
      if (!sent.ok) throw new Error(sent.code);
    },
    async close(): Promise<void> {
      await delivery.stop();
      await store.close();
    },
  };
}
