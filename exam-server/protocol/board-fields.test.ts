import fc from "fast-check";
import { expect, test } from "vitest";
import { changedFields, isSameSeat, prefixOf, seatsAfter } from "./board-fields.ts";
import type { BoardSeat } from "./messages.ts";

const seat = (attempt: string): BoardSeat => ({
  attempt,
  room: "01考场",
  seat: "1",
  name: "王小明",
  admissionNumber: "9270115001001",
  since: 0,
  knocking: false,
  identityDoubted: false,
  state: "answering",
  answered: 0,
  total: 100,
  flagged: 0,
  quarantined: 0,
  extra: 0,
  deadline: 60_000,
  changes: 0,
  changesSeen: 0,
  granted: 0,
  keeps: null,
  unsent: 0,
  unheard: false,
  left: [],
  signals: { left: { times: 0, ms: 0 }, fullScreen: 0, pasted: 0 },
  pause: null,
  evacuated: false,
  stoppedAt: null,
  unseenMessages: 0,
  incidents: 0,
  misconduct: 0,
  voided: false,
  personConfirmed: false,
  entryAdmitted: false,
  entryCloses: null,
});

const attempt = fc.stringMatching(/^[0-9a-f]{20}$/);
const news = fc.record({
  answered: fc.nat(100),
  state: fc.constantFrom<BoardSeat["state"]>("answering", "offline", "suspended"),
  pause: fc.constantFrom(null, "asked" as const, "seen" as const),
  signals: fc.record({
    left: fc.record({ times: fc.nat(3), ms: fc.nat(9) }),
    fullScreen: fc.nat(2),
    pasted: fc.nat(2),
  }),
});

test("what was told before with the changed fields is what the board is now", () => {
  const seats = fc.uniqueArray(fc.record({ id: attempt, news }), { selector: ({ id }) => id, minLength: 1 });
  fc.assert(
    fc.property(seats, (all) => {
      const steps = all.map(({ id, news: changes }) => {
        return { before: seat(id), now: { ...seat(id), ...changes } };
      });
      const known = new Map(steps.map(({ before }) => [before.attempt, before]));
      const prefix = prefixOf([...known.keys()]);
      const sent = JSON.parse(JSON.stringify(changedFields(steps, prefix)));
      const after = seatsAfter(known, { seats: [], changed: sent });
      expect([...after.values()]).toEqual(steps.map(({ now }) => now));
      for (const { before, now } of steps) {
        expect(isSameSeat(before, now)).toBe(JSON.stringify(before) === JSON.stringify(now));
      }
    }),
  );
});

test("a seat that is not on this page's board is left out, and one that is told whole is new on it", () => {
  const now = { ...seat("ab"), answered: 1 };
  const changed = changedFields([{ before: seat("ab"), now }], 2);
  expect([...seatsAfter(new Map(), { seats: [seat("cd")], changed }).keys()]).toEqual(["cd"]);
});

test("500 seats that each answer once are at most 10 kB", () => {
  const ids = Array.from({ length: 500 }, (_, index) =>
    (index * 2_654_435_761 + 1).toString(16).padStart(20, "0"),
  );
  const spread = ids.map((id) => [...id].reverse().join(""));
  const steps = spread.map((id) => ({ before: seat(id), now: { ...seat(id), answered: 38 } }));
  expect(JSON.stringify(changedFields(steps, prefixOf(spread))).length).toBeLessThan(10_000);
});
