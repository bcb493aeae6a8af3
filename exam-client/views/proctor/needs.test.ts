import { usualConduct } from "@kaochang/exam-server/protocol/conduct.ts";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isForNotice, keyOf, type Need, type Occasion, whoNeedsMe } from "./needs.ts";
import { aSeat } from "./seat.fixture.ts";

const running: Occasion = {
  phase: "running",
  minutes: 90,
  startedAt: 0,
  now: 0,
  layoutOf: () => 4,
  thresholds: usualConduct,
};
const told = (needs: Need[]) =>
  needs.map((need) => `${need.cause} ${need.seats.map((seat) => seat.seat).join(",")}`);
const needs = (seats: BoardSeat[], change: Partial<Occasion> = {}) =>
  told(whoNeedsMe(seats, { ...running, ...change }));
const signals = { left: { times: 0, ms: 0 }, fullScreen: 0, pasted: 0 };

describe("BOARD-1 who needs me", () => {
  const late = { now: 4_000_000, minutes: 90 };
  const cases: [string, BoardSeat[], Partial<Occasion>, string[]][] = [
    ["nobody while all answer", [aSeat("1"), aSeat("2", { state: "handed-in" })], {}, []],
    [
      "who may lose answers or time, then who waits, then who is to be looked at",
      [
        aSeat("1", { signals: { ...signals, pasted: 1 } }),
        aSeat("2", { state: "not-arrived" }),
        aSeat("3", { quarantined: 2 }),
        aSeat("4", { misconduct: 1 }),
        aSeat("5", { state: "not-arrived", knocking: true }),
        aSeat("11", { state: "signed-in", identityDoubted: true }),
        aSeat("6", { state: "suspended", pause: "asked" }),
        aSeat("7", { keeps: false }),
        aSeat("10", { state: "time-up", unheard: true }),
        aSeat("8", { state: "offline" }),
        aSeat("9", { knocking: true }),
      ],
      {},
      [
        "knocking 9",
        "offline 8",
        "unkept 7",
        "unheard 10",
        "undelivered 6",
        "latecomer 5",
        "identity 11",
        "misconduct 4",
        "quarantined 3",
        "missing 2",
        "conduct 1",
      ],
    ],
    [
      "before the start whoever the officer wants confirmed and is not",
      [
        aSeat("1", { state: "waiting", deadline: null, personConfirmed: false }),
        aSeat("2", { state: "waiting", deadline: null }),
        aSeat("3", { state: "not-arrived", deadline: null, personConfirmed: false }),
      ],
      { phase: "prepared", confirmPerson: true },
      ["unconfirmed 1"],
    ],
    [
      "nobody unconfirmed where the officer does not ask for it, or once the time runs",
      [
        aSeat("1", { state: "waiting", deadline: null, personConfirmed: false }),
        aSeat("2", { personConfirmed: false }),
      ],
      {},
      [],
    ],
    [
      "signals from the officer's own limits on",
      [
        aSeat("1", { signals: { ...signals, pasted: 2 } }),
        aSeat("2", { signals: { ...signals, pasted: 4 } }),
      ],
      { thresholds: { ...usualConduct, pasted: 4 } },
      ["conduct 2"],
    ],
    [
      "the longest offline first",
      [aSeat("1", { state: "offline", since: 90_000 }), aSeat("2", { state: "offline", since: 30_000 })],
      {},
      ["offline 2", "offline 1"],
    ],
    [
      "among who is offline, first whose PC alone has answers, and before that whose PC keeps none of them",
      [
        aSeat("1", { state: "offline", since: 10_000 }),
        aSeat("2", { state: "offline", since: 60_000, unsent: 2 }),
        aSeat("3", { state: "offline", since: 30_000, unsent: 9 }),
        aSeat("20", { state: "offline", since: 90_000, keeps: false }),
        aSeat("4"),
      ],
      {},
      ["offline 20", "offline 3", "offline 2", "offline 1"],
    ],
    [
      "a PC that may hold answers is told after the end too, one that sends them is not told before",
      [aSeat("1", { state: "forced", unheard: true }), aSeat("2", { unsent: 3 })],
      { phase: "closed" },
      ["unheard 1"],
    ],
    [
      "a row that failed together before any single one",
      [
        aSeat("9", { state: "offline", since: 1_000 }),
        ...["1", "2", "3", "4"].map((seat) => aSeat(seat, { state: "offline", since: 60_000 })),
        aSeat("10"),
      ],
      {},
      ["offline 1,2,3,4", "offline 9"],
    ],
    [
      "who is refused at a second PC is not told as offline too",
      [aSeat("3", { state: "offline", knocking: true, keeps: false })],
      {},
      ["knocking 3"],
    ],
    [
      "answers to decide are told also of a seat that is offline",
      [aSeat("1", { state: "offline", quarantined: 3, keeps: false })],
      {},
      ["offline 1", "quarantined 1"],
    ],
    [
      "once entry has closed only whoever was let in all the same, or whose clock stood still before, is missing",
      [
        aSeat("1", { state: "not-arrived", entryCloses: 1_000 }),
        aSeat("2", { state: "not-arrived", entryCloses: 1_000, entryAdmitted: true }),
        aSeat("3", { state: "not-arrived", entryCloses: 1_000, stoppedAt: 900 }),
        aSeat("4", { state: "not-arrived", entryCloses: null }),
        aSeat("5", { state: "not-arrived", entryCloses: 1_000, knocking: true }),
      ],
      { now: 1_001 },
      ["latecomer 5", "missing 2", "missing 3", "missing 4"],
    ],
    [
      "until entry closes",
      [aSeat("1", { state: "not-arrived", entryCloses: 1_000 })],
      { now: 1_000 },
      ["missing 1"],
    ],
    [
      "who has missed the last moment to begin and waits for leave, offline or admitted ones not",
      [
        aSeat("1", { state: "unbegun", deadline: null, entryCloses: 5_000 }),
        aSeat("2", { state: "signed-in", deadline: null, entryCloses: 5_000 }),
        aSeat("3", { state: "unbegun", deadline: null, entryCloses: 5_000, entryAdmitted: true }),
        aSeat("4", { state: "unbegun", deadline: null, entryCloses: 5_002 }),
        aSeat("5", {
          state: "suspended",
          deadline: null,
          entryCloses: 5_000,
          stoppedAt: 4_000,
          pause: "seen",
        }),
        aSeat("6", { state: "not-arrived", deadline: null, entryCloses: 5_000, knocking: true }),
        aSeat("7", { entryCloses: 5_000 }),
      ],
      { now: 5_001 },
      ["latecomer 6", "unadmitted 1", "unadmitted 2"],
    ],
    ["nobody is missing before the start", [aSeat("1", { state: "not-arrived" })], { phase: "prepared" }, []],
    [
      "more than five of a room who have not arrived are told as one",
      [
        ...Array.from({ length: 6 }, (_, n) => aSeat(String(n + 1), { state: "not-arrived" })),
        aSeat("1", { room: "04", state: "not-arrived" }),
      ],
      {},
      ["missing 1,2,3,4,5,6", "missing 1"],
    ],
    [
      "a dropped line matters no more once the sitting is closed; quarantined answers still do",
      [aSeat("1", { state: "offline" }), aSeat("2", { state: "time-up", quarantined: 1 })],
      { phase: "closed" },
      ["quarantined 2"],
    ],
    [
      "nothing is told of an evacuated seat but answers to decide",
      [aSeat("1", { state: "offline", evacuated: true, pause: "asked", quarantined: 1 })],
      {},
      ["quarantined 1"],
    ],
    ["few answers when two thirds of the time are gone", [aSeat("1", { answered: 32 })], late, ["slow 1"]],
    ["enough answers by then", [aSeat("1", { answered: 34 })], late, []],
    ["few answers while there is time", [aSeat("1", { answered: 0 })], { now: 3_000_000 }, []],
    ["misconduct of a voided attempt is done with", [aSeat("1", { misconduct: 1, voided: true })], {}, []],
    [
      "signals below the thresholds",
      [aSeat("1", { signals: { ...signals, left: { times: 2, ms: 59_999 } } })],
      {},
      [],
    ],
    [
      "signals at a threshold",
      [aSeat("1", { signals: { ...signals, left: { times: 1, ms: 60_000 } } })],
      {},
      ["conduct 1"],
    ],
  ];
  test.each(cases)("%s", (_name, seats, change, expected) => expect(needs(seats, change)).toEqual(expected));

  test("the missing are missing since the start, who is told to stop since then", () => {
    const seats = [aSeat("1", { state: "not-arrived" }), aSeat("2", { pause: "asked", stoppedAt: 7 })];
    const since = whoNeedsMe(seats, { ...running, startedAt: 70_000 }).map((need) => need.since);
    expect(since).toEqual([7, 70_000]);
  });
});

test("what was put away returns when it grows worse", () => {
  const keys = [1, 2].flatMap((pasted) => {
    const seat = aSeat("1", { signals: { ...signals, pasted }, misconduct: pasted });
    return whoNeedsMe([seat], running).map((need) => [isForNotice(need), keyOf(need)]);
  });
  expect(keys).toEqual([
    [true, "misconduct a-03-1 1"],
    [true, "conduct a-03-1 0 0 1"],
    [true, "misconduct a-03-1 2"],
    [true, "conduct a-03-1 0 0 2"],
  ]);
});

const anySeat = fc.record({
  state: fc.constantFrom("offline", "answering", "suspended", "handed-in", "not-arrived") as fc.Arbitrary<
    BoardSeat["state"]
  >,
  since: fc.integer({ min: 0, max: 60_000 }),
  room: fc.constantFrom("03", "04"),
  knocking: fc.boolean(),
  keeps: fc.constantFrom(true, false, null),
  quarantined: fc.integer({ min: 0, max: 2 }),
  misconduct: fc.integer({ min: 0, max: 1 }),
  pause: fc.constantFrom(null, "asked", "seen"),
});
const anyRoom = fc
  .array(anySeat, { maxLength: 40 })
  .map((seats) => seats.map((change, n) => aSeat(String(n + 1), change as Partial<BoardSeat>)));

test("BOARD-1 no need is told twice, and who is offline is always told", () => {
  fc.assert(
    fc.property(anyRoom, (seats) => {
      const all = whoNeedsMe(seats, running);
      const single = all.filter(({ scope }) => scope === "seat").map(keyOf);
      expect(new Set(single).size).toBe(single.length);
      const named = new Set(
        all
          .filter(({ cause }) => cause === "offline" || cause === "knocking")
          .flatMap((need) => need.seats.map(({ attempt }) => attempt)),
      );
      for (const seat of seats) if (seat.state === "offline") expect(named).toContain(seat.attempt);
    }),
  );
});

test("BOARD-1 the order does not depend on the order in which the seats came", () => {
  fc.assert(
    fc.property(anyRoom, (seats) => {
      expect(needs([...seats].reverse())).toEqual(needs(seats));
    }),
  );
});
