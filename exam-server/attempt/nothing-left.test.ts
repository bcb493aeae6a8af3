import fc from "fast-check";
import { expect, test } from "vitest";
import { after, anyAorB, journal, minute, otherJournal, respond, running } from "../testing/attempts.ts";
import { type Command, decide } from "./decide.ts";
import { decideEntries } from "./entries.ts";
import type { AttemptState } from "./state.ts";

const end = 1000 + 2 * minute;
const at = (exam: number) => ({ exam, wall: 0 });
const tick: Command = { kind: "tick" };
const answered = after(running, 2000, { journal, epoch: 1, entries: [respond(1, "i1", "A", 2000)] });
const collecting = after(answered, end, tick);
const grant = (ms: number): Command => {
  return { kind: "grant-time", ms, grant: "credit", by: "p", reason: "停电" };
};

type Said = Extract<Command, { kind: "nothing-left" }>;
const said = (change: Partial<Said> = {}): Said => {
  return { kind: "nothing-left", journal, epoch: 1, lastSeq: 1, changes: 0, ...change };
};
const outcome = (state: AttemptState, command: Command, exam: number) => {
  const decision = decide(state, command, at(exam));
  return decision.ok ? decision.events : decision.code;
};

test("END-7 an attempt that is collected closes when its page has nothing left, before the grace has passed", () => {
  expect(outcome(collecting, said(), end + 100)).toEqual([{ type: "closed", data: { reason: "time-up" } }]);
  expect(outcome(collecting, tick, end + 100)).toEqual([]);
});

test.each<[string, AttemptState, Partial<Said>, string]>([
  ["while time is left", answered, {}, "time-left"],
  ["with an entry under way", collecting, { lastSeq: 2 }, "entries-missing"],
  ["of another epoch", collecting, { epoch: 2 }, "fenced"],
  ["of a PC that does not answer", collecting, { journal: otherJournal }, "fenced"],
  [
    "locked at an earlier deadline than the one that is collected",
    after(after(collecting, end + 10, grant(minute)), end + minute, tick),
    {},
    "time-left",
  ],
  ["after the attempt went on", after(collecting, end + 10, grant(minute)), { changes: 1 }, "time-left"],
])("nothing is closed by a page %s", (_, state, change, code) => {
  expect(outcome(state, said(change), end + minute)).toBe(code);
});

test("said again, because the reply was lost, it changes nothing", () => {
  expect(outcome(after(collecting, end + 100, said()), said(), end + 200)).toEqual([]);
});

test("END-7 closing early costs no answer: what counts is what would count at the end of the grace", () => {
  const entries = fc.array(fc.tuple(fc.constantFrom("i1", "i2", "i3"), fc.constantFrom("A", "B", null)), {
    maxLength: 8,
  });
  const delays = fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(entries, delays, fc.integer({ min: 0, max: 9_000 }), (written, arrivals, when) => {
      const sent = written.map(([item, response], place) => respond(place + 1, item, response, end - 1));
      const times = [...arrivals].sort((a, b) => a - b);
      const play = (early: boolean) => {
        let state: AttemptState = after(running, end, tick);
        const say = (exam: number) => {
          const decision = decide(state, said({ lastSeq: sent.length }), at(exam));
          if (early && decision.ok) state = after(state, exam, said({ lastSeq: sent.length }));
        };
        sent.forEach((entry, place) => {
          const arrives = end + (times[place] ?? 0);
          if (when <= arrives - end) say(arrives);
          const decision = decideEntries(
            state,
            { journal, epoch: 1, entries: [entry] },
            at(arrives),
            anyAorB,
          );
          if (decision.ok) state = decision.state;
        });
        say(end + 9_500);
        return after(state, end + 10_000, tick);
      };
      const [early, late] = [play(true), play(false)];
      if (early.phase !== "closed" || late.phase !== "closed") throw new Error("not closed");
      expect([early.answers, early.quarantine]).toEqual([late.answers, late.quarantine]);
    }),
  );
});
