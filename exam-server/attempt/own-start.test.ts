import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  admitted,
  after,
  minute,
  opened,
  paper,
  play,
  ready,
  respond,
  started,
  terms,
} from "../testing/attempts.ts";
import { seatFacts } from "./board-seat.ts";
import { deadline, graceEnds } from "./clock.ts";
import { type Command, decide, isDue } from "./decide.ts";
import type { AttemptState } from "./state.ts";
import { attemptView, type ViewContext } from "./view.ts";

/** The doors open at 1000; who begins has two minutes, and one minute to begin in. */
const own = { ...terms, start: "own" } as const;
const drawn: [number, Command] = [0, { kind: "prepare", sitting: "s", paper, terms: own }];
const begin: Command = { kind: "begin", epoch: 1 };
const evacuate: Command = { kind: "suspend", pause: "evacuation", credited: true, by: "p", reason: "火警" };
const back: Command = { kind: "resume", pause: "evacuation", by: "p" };
const leave: Command = { kind: "admit", by: "p", reason: "交通" };
const tick: Command = { kind: "tick" };
const countAbsent: Command = { kind: "count-absent", by: "p" };
const closing = 1000 + minute;

const waiting = play(drawn, ...admitted, started);
const away = play(drawn, started);

function endOf(state: AttemptState): number {
  if (state.phase === "none" || state.phase === "prepared") throw new Error("not begun");
  return deadline(state);
}

function does(state: AttemptState, exam: number, command: Command): string {
  const decision = decide(state, command, { exam, wall: 0 });
  return decision.ok ? decision.events.map(({ type }) => type).join(" ") : decision.code;
}

const context: ViewContext = {
  attempt: "a",
  version: 1,
  closingHash: "",
  clock: { exam: 0, wall: 0 },
  exam: { qualification: "", test: "", begins: null, fullPoints: 300, passMark: 200 },
  rulesHtml: "",
  identity: { name: "", admissionNumber: "", maskedIdNumber: "", room: "", seat: "" },
  remindAt: [],
  journal: "",
  paperKey: "key",
};
const viewOf = (state: AttemptState) => attemptView(ready(state), context);

describe("the doors", () => {
  test("open for everybody and start nobody's time", () => {
    expect(does(play(drawn, ...admitted), 1000, { kind: "start" })).toBe("doors-opened");
    expect(does(waiting, 2000, { kind: "start" })).toBe("already-started");
    expect(waiting).toMatchObject({ phase: "prepared", opened: 1000 });
    expect(seatFacts(ready(waiting), true)).toMatchObject({ state: "unbegun", deadline: null });
  });

  test("are nobody's to begin before they are open, and of no sitting with a common start", () => {
    expect(does(play(drawn, ...admitted), 900, begin)).toBe("not-started");
    const common: [number, Command] = [0, { kind: "prepare", sitting: "s", paper, terms }];
    expect(does(play(common, ...admitted), 900, begin)).toBe("not-started");
    expect(does(play(common, ...admitted, started), 2000, begin)).toBe("");
  });
});

describe("an own start", () => {
  test("TIME-8 gives the whole time from then on, and is one though it is pressed twice", () => {
    const begun = after(waiting, 31_000, begin);
    expect(endOf(begun)).toBe(31_000 + 2 * minute);
    expect(does(begun, 32_000, begin)).toBe("");
    expect(does(begun, 32_000, { kind: "begin", epoch: 2 })).toBe("fenced");
  });

  test("needs identity, rules and the seat's lease", () => {
    expect(does(play(drawn, opened, started), 2000, begin)).toBe("not-admitted");
    expect(does(waiting, 2000, { kind: "begin", epoch: 2 })).toBe("fenced");
    expect(does(away, 2000, begin)).toBe("fenced");
  });

  test("TIME-8 the key of the paper is released by it, not by the opening", () => {
    expect(viewOf(waiting)).toMatchObject({
      phase: "waiting",
      paperKey: null,
      ownStart: { open: true, until: closing, ms: 2 * minute },
      clock: { startedAt: null, deadline: null },
    });
    expect(viewOf(play(drawn, ...admitted)).ownStart).toMatchObject({ open: false, until: null });
    expect(viewOf(after(waiting, 31_000, begin))).toMatchObject({
      phase: "running",
      paperKey: "key",
      ownStart: null,
      clock: { startedAt: 31_000 },
    });
  });

  test("answers and hand-in are refused before it", () => {
    const early = () =>
      after(waiting, 2000, { journal: "a".repeat(32), epoch: 1, entries: [respond(1, "i1", "A")] });
    expect(early).toThrow("not-started");
    const handIn: Command = { kind: "hand-in", journal: "a".repeat(32), epoch: 1, lastSeq: 0 };
    expect(does(waiting, 2000, handIn)).toBe("not-started");
  });

  test("is refused when beginning has closed, unless a proctor gives leave", () => {
    expect(does(waiting, closing, begin)).toBe("started");
    expect(does(waiting, closing + 1, begin)).toBe("entry-closed");
    expect(does(away, closing + 1, opened[1])).toBe("entry-closed");
    expect(does(waiting, closing, leave)).toBe("");
    const leaving = after(waiting, closing + 1, leave);
    expect(viewOf(leaving).ownStart).toMatchObject({
      open: true,
      until: closing + 1 + 2 * minute + terms.grace,
    });
    expect(endOf(after(leaving, closing + 5000, begin))).toBe(closing + 5000 + 2 * minute);
  });

  test("an evacuation before it moves the last moment to begin and takes nothing from the time", () => {
    const out = after(waiting, 11_000, evacuate);
    expect(does(out, 12_000, begin)).toBe("suspended");
    const again = after(out, 11_000 + 5 * minute, back);
    expect(does(again, closing + 5 * minute, begin)).toBe("started");
    expect(does(again, closing + 5 * minute + 1, begin)).toBe("entry-closed");
    const begun = after(again, 350_000, begin);
    expect(endOf(begun)).toBe(350_000 + 2 * minute);
    expect(viewOf(begun).clock).toMatchObject({ handInOpensAt: 350_000, changes: 0, granted: 0 });
  });

  test("whenever it is pressed in time, and whatever stood still before, the time is whole", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: minute }),
        fc.array(fc.record({ wait: fc.nat(5000), out: fc.nat(600_000) }), { maxLength: 4 }),
        fc.nat({ max: 600_000 }),
        (moment, alarms, extra) => {
          let state = play(
            [0, { kind: "prepare", sitting: "s", paper, terms: { ...own, extra } }],
            ...admitted,
            started,
          );
          let now = 1000;
          let stood = 0;
          for (const { wait, out } of alarms) {
            state = after(state, now + wait, evacuate);
            state = after(state, now + wait, { kind: "pause-seen", epoch: 1 });
            state = after(state, now + wait + out, back);
            now += wait + out;
            stood += out;
          }
          const pressed = Math.max(now, 1000 + stood + moment);
          if (pressed > closing + stood) return;
          expect(endOf(after(state, pressed, begin))).toBe(pressed + 2 * minute + extra);
        },
      ),
    );
  });
});

describe("who never begins", () => {
  const last = closing + 2 * minute + terms.grace;

  test("is absent when whoever began at the last moment would be closed", () => {
    for (const state of [waiting, away]) {
      expect(isDue(state, { exam: last - 1, wall: 0 })).toBe(false);
      expect(isDue(state, { exam: last, wall: 0 })).toBe(true);
      expect(after(state, last, tick)).toMatchObject({ phase: "closed", closed: { reason: "absent" } });
    }
    const begun = after(waiting, closing, begin);
    if (begun.phase !== "running") throw new Error("not begun");
    expect(graceEnds(begun)).toBe(last);
  });

  test("is not while an evacuation lasts", () => {
    const out = after(waiting, 11_000, evacuate);
    expect(isDue(out, { exam: 10 * last, wall: 0 })).toBe(false);
  });

  test("at the end of the sitting is absent if they never came, or can begin no more", () => {
    expect(does(away, closing, countAbsent)).toBe("entry-open");
    expect(does(away, closing + 1, countAbsent)).toBe("closed");
    expect(does(after(away, closing + 1, leave), closing + 2, countAbsent)).toBe("latecomer-admitted");
    expect(does(waiting, closing, countAbsent)).toBe("sitting-not-over");
    expect(does(waiting, closing + 1, countAbsent)).toBe("closed");
    expect(does(after(waiting, closing + 1, leave), closing + 2, countAbsent)).toBe("sitting-not-over");
    expect(does(play(drawn), 500, countAbsent)).toBe("sitting-not-over");
  });
});

test("a log from before own starts folds as a common start", () => {
  const old = play([0, { kind: "prepare", sitting: "s", paper, terms }], ...admitted, started);
  expect(old).toMatchObject({ phase: "running", opened: null, startedAt: 1000 });
});
