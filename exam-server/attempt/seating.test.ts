import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { journal, otherJournal } from "../testing/attempts.ts";
import type { AttemptEvent } from "./events.ts";
import type { Logged } from "./logged.ts";
import { staysOf, within } from "./seating.ts";

const place = { room: "03考场", seat: "12" };
const spare = { room: "03考场", seat: "30" };

/** Events at seconds of the wall clock. */
function logOf(...events: [second: number, AttemptEvent][]): Logged[] {
  return events.map(([second, event]) => ({ event, at: { exam: second * 1000, wall: second * 1000 } }));
}

const sits = (who: string, epoch: number, from?: string): AttemptEvent => ({
  type: "lease-granted",
  data: from === undefined ? { epoch, journal: who } : { epoch, journal: who, from },
});
const gone = (since: number): AttemptEvent => ({
  type: "seat-lost",
  data: { epoch: 1, since: since * 1000 },
});
const back = (since: number): AttemptEvent => ({
  type: "seat-returned",
  data: { epoch: 1, since: since * 1000 },
});
const moved: AttemptEvent = { type: "seat-moved", data: { to: spare, by: "p", reason: "r" } };
const closed: AttemptEvent = { type: "closed", data: { reason: "handed-in" } };
const reopened: AttemptEvent = { type: "reopened", data: { credit: 0, by: "p", reason: "r" } };

const seen = (log: readonly Logged[]) =>
  staysOf(log, place).map(({ seat, journal: pc, address, from, to }) => [
    seat,
    pc[0],
    address,
    from / 1000,
    to === null ? null : to / 1000,
  ]);

describe("SEAT-1 who sat where", () => {
  test("SEAT-1 from sitting down to the end, with the address", () => {
    expect(seen(logOf([10, sits(journal, 1, "10.0.0.12")], [90, closed]))).toEqual([
      ["12", "a", "10.0.0.12", 10, 90],
    ]);
  });

  test("SEAT-1 a reload is the same stay, and is counted", () => {
    const [stay] = staysOf(
      logOf([10, sits(journal, 1)], [20, sits(journal, 2)], [30, sits(journal, 3)]),
      place,
    );
    expect(stay).toMatchObject({ from: 10_000, to: null, returns: 2 });
  });

  test("SEAT-1 a move is told with the spare seat, its PC and its address", () => {
    const log = logOf(
      [10, sits(journal, 1, "10.0.0.12")],
      [50, moved],
      [60, sits(otherJournal, 2, "10.0.0.30")],
    );
    expect(seen(log)).toEqual([
      ["12", "a", "10.0.0.12", 10, 60],
      ["30", "b", "10.0.0.30", 60, null],
    ]);
  });

  test("SEAT-1 another address of the same PC is another stay", () => {
    const log = logOf([10, sits(journal, 1, "10.0.0.12")], [20, sits(journal, 2, "10.0.0.77")]);
    expect(seen(log)).toEqual([
      ["12", "a", "10.0.0.12", 10, 20],
      ["12", "a", "10.0.0.77", 20, null],
    ]);
  });

  test("SEAT-1 the times in which nobody answered there are told", () => {
    const log = logOf([10, sits(journal, 1)], [40, gone(25)], [61, back(60)], [80, gone(70)], [90, closed]);
    expect(staysOf(log, place)[0]?.gone).toEqual([
      { from: 25_000, to: 60_000 },
      { from: 70_000, to: 90_000 },
    ]);
  });

  test("SEAT-1 a hand-in that was undone ends no stay", () => {
    expect(seen(logOf([10, sits(journal, 1)], [50, closed], [60, reopened]))).toEqual([
      ["12", "a", null, 10, null],
    ]);
  });

  test.each([
    ["before it", 0, 9, false],
    ["up to its beginning", 0, 10, true],
    ["inside it", 12, 13, true],
    ["after its end", 21, 30, false],
    ["from its end on", 20, undefined, true],
    ["at any time", undefined, undefined, true],
  ])("SEAT-1 a stay from 10 to 20 is found when asked for %s", (_name, from, to, found) => {
    expect(within({ from: 10, to: 20 }, { from, to })).toBe(found);
  });

  test("SEAT-1 at no moment does one candidate sit at two PCs, whatever the log", () => {
    const event = fc.oneof(
      fc
        .tuple(fc.constantFrom(journal, otherJournal), fc.constantFrom("x", "y"))
        .map(([who, from]) => sits(who, 1, from)),
      fc.constantFrom(moved, closed, reopened),
      fc.integer({ min: 0, max: 40 }).map(gone),
      fc.integer({ min: 0, max: 40 }).map(back),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), (events) => {
        const stays = staysOf(logOf(...events.map((one, at): [number, AttemptEvent] => [at, one])), place);
        for (const [index, stay] of stays.entries()) {
          const next = stays[index + 1];
          if (next) expect(stay.to).not.toBeNull();
          if (next) expect(stay.to ?? 0).toBeLessThanOrEqual(next.from);
        }
      }),
    );
  });
});
