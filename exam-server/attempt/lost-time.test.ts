import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../protocol/messages.ts";
import {
  admitted,
  anyAorB,
  journal,
  otherJournal,
  paper,
  prepared,
  respond,
  terms,
} from "../testing/attempts.ts";
import { type Command, decide } from "./decide.ts";
import { type Batch, decideEntries } from "./entries.ts";
import { entryDigest } from "./entry-digest.ts";
import { evolve } from "./evolve.ts";
import type { Logged } from "./logged.ts";
import { lostTime } from "./lost-time.ts";
import { type AttemptState, nothing } from "./state.ts";

const minute = 60_000;
const limit = 45 * minute;
type Step = [minutes: number, Command | Batch];

/** An attempt of 90 minutes that started at minute 0, as its log; times of steps are minutes. */
function sat(...steps: Step[]) {
  const long = { ...terms, duration: 90 * minute, entryCloses: null };
  const before: [number, Command][] = [
    [0, { kind: "prepare", sitting: "s", paper, terms: long }],
    ...admitted,
  ];
  const early = before.map(([, command]): Step => [0, command]);
  return played([...early, [0, { kind: "start" }], ...steps]);
}

function played(steps: readonly Step[]) {
  const log: Logged[] = [];
  let state: AttemptState = nothing;
  for (const [minutes, step] of steps) {
    const at = { exam: minutes * minute, wall: 0 };
    const decision = "kind" in step ? decide(state, step, at) : decideEntries(state, step, at, anyAorB);
    if (!decision.ok) throw new Error(`refused: ${decision.code}`);
    for (const event of decision.events) {
      state = evolve(state, event, at);
      log.push({ event, at });
    }
  }
  if (state.phase === "none") throw new Error("nothing was played");
  return { state, log };
}

type Sat = ReturnType<typeof sat>;
const at = ({ state, log }: Sat, minutes: number, most = limit) =>
  lostTime(state, log, { exam: minutes * minute, wall: 0 }, most);
const lost = (from: number): Step => [from + 0.2, { kind: "seat-lost", since: from * minute }];
const back = (to: number): Step => [to, { kind: "seat-returned", since: to * minute }];
const credit = (when: number, minutes: number, grant: "credit" | "extension" = "credit"): Step => [
  when,
  { kind: "grant-time", ms: minutes * minute, grant, by: "p", reason: "r" },
];
/** Entries made at these minutes, arriving together. */
const arrived = (when: number, first: number, ...made: number[]): Step => [
  when,
  { journal, epoch: 1, entries: made.map((one, index) => entryAt(first + index, one)) },
];
const entryAt = (seq: number, made: number): Entry => respond(seq, `i${(seq % 3) + 1}`, "A", made * minute);
const release: Command = { kind: "release-seat", by: "p", reason: "r" };
const take: Command = { kind: "open", journal: otherJournal, holderAlive: false };

const stop = (credited: boolean, pause: "suspension" | "evacuation" = "suspension"): Command => ({
  kind: "suspend",
  pause,
  credited,
  by: "p",
  reason: "r",
});
const seen: Command = { kind: "pause-seen", epoch: 1 };
const go: Command = { kind: "resume", pause: "suspension", by: "p" };
const handIn: Command = { kind: "hand-in", journal, epoch: 1, lastSeq: 0 };

/** A seat gone at 10, another one taken at 18; the old one hands over at 19 what it wrote meanwhile. */
const written = [entryAt(1, 14), entryAt(2, 17)];
const handedOver: Step[] = [
  lost(10),
  [15, release],
  [18, take],
  back(18),
  [19, { journal, epoch: 1, entries: written }],
];
const decideOn = (admit: boolean): Step => {
  const entries = written.map((entry) => ({ journal, seq: entry.seq, digest: entryDigest(entry) }));
  return [20, { kind: "decide-quarantine", entries, admit, by: "p", reason: "r" }];
};

describe("LOST-1 proposed credit", () => {
  const cases: [string, Sat, now: number, lost: number, proposed: number][] = [
    ["nothing happened", sat(), 60, 0, 0],
    ["a seat gone for six minutes, with nothing answered", sat(lost(10), back(16)), 60, 6, 6],
    ["six minutes and some seconds are rounded up", sat(lost(10), back(16.1)), 60, 6.1, 7],
    ["less than a minute in all is no claim", sat(lost(10), back(10.9)), 60, 0.9, 0],
    ["it still lasts", sat(lost(10)), 22, 12, 12],
    [
      "the candidate went on answering from the journal",
      sat(lost(10), arrived(16, 1, 11, 12, 13, 15), back(16)),
      60,
      0,
      0,
    ],
    ["the PC died four minutes into an outage", sat(lost(10), arrived(20, 1, 12, 14), back(20)), 60, 6, 6],
    [
      "what was answered there did not count",
      sat(lost(10), [15, release], [18, take], back(18), [
        19,
        { journal, epoch: 1, entries: [entryAt(1, 14), entryAt(2, 17)] },
      ]),
      60,
      8,
      8,
    ],
    ["what was answered there was set aside", sat(...handedOver, decideOn(false)), 60, 8, 8],
    ["what was answered there was admitted", sat(...handedOver, decideOn(true)), 60, 0, 0],
    [
      "a page that slept proves no work",
      sat(lost(10), [16, { journal, epoch: 1, entries: [{ ...entryAt(1, 15), synced: null }] }], back(16)),
      60,
      6,
      6,
    ],
    [
      "a page that counted on while the server was down wrote nothing in a later outage",
      sat(arrived(9, 1, 12, 15), lost(10), back(16)),
      60,
      6,
      6,
    ],
    [
      "a move: from the failure to the spare seat",
      sat(lost(10), [13, release], [17, take], back(17)),
      60,
      7,
      7,
    ],
    ["a move from a seat that works", sat([13, release], [17, take]), 60, 4, 4],
    ["a seat that was released and never left", sat([13, release]), 60, 0, 0],
    ["one credit gave everything back", sat(lost(10), back(16), credit(17, 6)), 60, 6, 0],
    ["one gave a part", sat(lost(10), back(16), credit(17, 4)), 60, 6, 2],
    [
      "what a credit gave too much pays no later outage",
      sat(lost(10), back(16), credit(17, 20), lost(30), back(33)),
      60,
      9,
      3,
    ],
    [
      "given while it lasts, it pays the rest of it",
      sat(lost(10), credit(12, 6), back(16), lost(30), back(33)),
      60,
      9,
      3,
    ],
    ["an extension gives nothing back", sat(lost(10), back(16), credit(17, 6, "extension")), 60, 6, 6],
    ["beyond the limit", sat(lost(10), back(75)), 80, 65, 45],
    ["what was given counts towards the limit", sat(lost(10), back(75), credit(76, 30)), 80, 65, 15],
    ["a pause whose time was not given back", sat([10, stop(false)], [10, seen], [16, go]), 60, 6, 6],
    ["a pause whose time was given back", sat([10, stop(true)], [10, seen], [16, go]), 60, 0, 0],
    ["a pause that lasts and will be given back", sat([10, stop(true)], [10, seen]), 20, 0, 0],
    [
      "an outage, of which an evacuation gave a part back",
      sat(
        lost(10),
        [12, stop(true, "evacuation")],
        [20, { kind: "resume", pause: "evacuation", by: "p" }],
        back(23),
      ),
      60,
      5,
      5,
    ],
    [
      "a hand-in by mistake, undone without credit",
      sat([10, handIn], [14, { kind: "reopen", credited: false, by: "p", reason: "r" }]),
      60,
      4,
      4,
    ],
    [
      "a hand-in by mistake, undone with credit",
      sat([10, handIn], [14, { kind: "reopen", credited: true, by: "p", reason: "r" }]),
      60,
      0,
      0,
    ],
    ["after the deadline nothing is lost", sat(lost(80)), 120, 10, 10],
  ];
  test.each(cases)("LOST-1 %s", (_name, attempt, now, lostMinutes, proposed) => {
    const found = at(attempt, now);
    expect(found.lost / minute).toBeCloseTo(lostMinutes, 6);
    expect(found.proposed / minute).toBe(proposed);
  });

  test("LOST-1 the time from the start to a late entry is not lost", () => {
    const late = played([
      [0, { kind: "prepare", sitting: "s", paper, terms: { ...terms, duration: 90 * minute } }],
      [0, { kind: "start" }],
      [0.5, { kind: "open", journal, holderAlive: false }],
    ]);
    expect(at(late, 10)).toMatchObject({ spans: [], lost: 0, proposed: 0 });
  });

  test("LOST-1 before the start and after the hand-in nothing is lost", () => {
    const waiting = played([[0, prepared[1]], ...admitted.map(([, command]): Step => [0, command])]);
    expect(at(waiting, 10).proposed).toBe(0);
    const handedIn = sat(lost(10), back(12), [20, handIn]);
    expect(at(handedIn, 80).lost).toBe(2 * minute);
  });

  test("LOST-1 the limit is said to have been reached", () => {
    const long = sat(lost(10), back(30));
    expect(at(long, 60)).toMatchObject({ proposed: 20 * minute, limited: false });
    expect(at(long, 60, 5 * minute)).toMatchObject({ proposed: 5 * minute, limited: true });
  });
});

describe("LOST-1 for any outages and credits", () => {
  type Act = { kind: "out" | "credit"; wait: number; long: number };
  const acts = fc.array(
    fc.record<Act>({
      kind: fc.constantFrom("out", "credit"),
      wait: fc.integer({ min: 1, max: 6 }),
      long: fc.integer({ min: 1, max: 8 }),
    }),
    { maxLength: 6 },
  );

  function attemptOf(plan: readonly Act[]) {
    let clock = 0;
    const steps = plan.flatMap(({ kind, wait, long }): Step[] => {
      const from = clock + wait;
      clock = kind === "out" ? from + long : from;
      return kind === "out" ? [lost(from), back(clock)] : [credit(from, long)];
    });
    return sat(...steps);
  }

  test("LOST-1 the proposal is within the limit, never more than was lost, and settles itself when granted", () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 60 }), (plan, most) => {
        const attempt = attemptOf(plan);
        const found = at(attempt, 89, most * minute);
        expect(found.proposed).toBeGreaterThanOrEqual(0);
        expect(found.proposed).toBeLessThanOrEqual(Math.ceil(found.lost / minute) * minute);
        if (found.proposed > 0) expect(found.credited + found.proposed).toBeLessThanOrEqual(most * minute);
        if (found.proposed === 0) return;
        const event = {
          type: "time-granted",
          data: { ms: found.proposed, kind: "credit", by: "p", reason: "r" },
        } as const;
        const log = [...attempt.log, { event, at: { exam: 89 * minute, wall: 0 } }];
        expect(lostTime(attempt.state, log, { exam: 89 * minute, wall: 0 }, most * minute).proposed).toBe(0);
      }),
    );
  });

  test("LOST-1 no moment is lost twice, in whatever order the events came", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 9 })), { maxLength: 8 }),
        (outages) => {
          const { state, log } = sat();
          const events = outages.flatMap(([from, long]): Logged[] => {
            const when = { exam: (from + long) * minute, wall: 0 };
            return [
              { event: { type: "seat-lost", data: { epoch: 1, since: from * minute } }, at: when },
              {
                event: { type: "seat-returned", data: { epoch: 1, since: (from + long) * minute } },
                at: when,
              },
            ];
          });
          const minutes = new Set(
            outages.flatMap(([from, long]) => Array.from({ length: long }, (_, index) => from + index)),
          );
          const within = [...minutes].filter((one) => one < 90).length;
          expect(lostTime(state, [...log, ...events], { exam: 90 * minute, wall: 0 }, limit).lost).toBe(
            within * minute,
          );
        },
      ),
    );
  });
});
