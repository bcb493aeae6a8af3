import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../protocol/messages.ts";
import {
  after,
  anyAorB,
  journal,
  minute,
  otherJournal,
  plain,
  respond,
  running,
} from "../testing/attempts.ts";
import { deadline } from "./clock.ts";
import { type Command, decide } from "./decide.ts";
import { decideEntries } from "./entries.ts";
import type { AttemptState, PreparedAttempt } from "./state.ts";

const start = 1000;
const end = start + 2 * minute;
const grace = 10_000;
const at = (exam: number) => ({ exam, wall: 0 });
const tick: Command = { kind: "tick" };
const batch = (entries: Entry[], who = journal, epoch = 1) => ({ journal: who, epoch, entries });
const closed = after(after(running, end, tick), end + grace, tick);
const release: Command = { kind: "release-seat", by: "p", reason: "换机" };
const moved = after(after(running, 2000, release), 3000, {
  kind: "open",
  journal: otherJournal,
  holderAlive: false,
});

function prepared(state: AttemptState): PreparedAttempt {
  if (state.phase === "none") throw new Error("not prepared");
  return state;
}

const grant = (ms: number): Command => ({
  kind: "grant-time",
  ms,
  grant: "extension",
  by: "p",
  reason: "停电",
});
const rescue = (entries: Entry[], file = "f1", who = journal): Command => {
  return { kind: "load-rescue", file, journal: who, entries, by: "p" };
};
/** A decision on what waits under these numbers; a number under which nothing waits is named all the same. */
const judge = (seqs: number[], admit: boolean, from: AttemptState): Command => ({
  kind: "decide-quarantine",
  entries: seqs.map((seq) => {
    const found = prepared(from).quarantine.find((one) => one.seq === seq);
    return { journal, seq, digest: found?.digest ?? "" };
  }),
  admit,
  by: "p",
  reason: "核实",
});

describe("time that proves nothing", () => {
  const unproven = { ...respond(1, "i1", "A", start), synced: null };
  test("TIME-6 an entry after an unproven gap counts when it arrives before the deadline", () => {
    expect(decideEntries(running, batch([unproven]), at(end), anyAorB)).toMatchObject({
      replies: [{ result: "accepted" }],
    });
  });

  test("TIME-6 after the deadline it is kept for a proctor, where a proven one still counts", () => {
    const replies = (entry: Entry) => decideEntries(running, batch([entry]), at(end + 1), anyAorB);
    expect(replies(unproven)).toMatchObject({ replies: [{ code: "time-unproven" }] });
    expect(replies({ ...unproven, synced: 10 })).toMatchObject({ replies: [{ result: "accepted" }] });
  });

  test("TIME-6 a PC's notes are in the log, never more than the bound", () => {
    const note = (ms: number): Command => ({ kind: "note", epoch: 1, note: { kind: "clock-jump", ms } });
    const many = Array.from({ length: 300 }, (_, index) => index);
    const noted = many.reduce((state, ms) => after(state, 2000, note(ms)), running);
    expect(prepared(noted).notes["clock-jump"]?.count).toBe(100);
    expect(decide(noted, note(1), at(2000))).toEqual({ ok: true, events: [] });
  });
});

describe("a change of time", () => {
  test("TIME-7 every grant moves the deadline, and the seat says which one it shows", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1000, max: 3_600_000 }), { maxLength: 6 }), (grants) => {
        const granted = grants.reduce((state, ms) => after(state, 2000, grant(ms)), running);
        const sum = grants.reduce((total, ms) => total + ms, 0);
        expect(granted.phase === "running" && deadline(granted)).toBe(end + sum);
        const seen = after(granted, 2000, { kind: "time-seen", epoch: 1, changes: grants.length });
        expect(prepared(seen)).toMatchObject({ changes: grants.length, changesSeen: grants.length });
      }),
    );
  });

  test("TIME-7 what a seat cannot have seen is not believed, and an old word changes nothing", () => {
    const granted = after(after(running, 2000, grant(5000)), 2000, grant(5000));
    const seen = (changes: number): Command => ({ kind: "time-seen", epoch: 1, changes });
    expect(decide(granted, seen(3), at(2000))).toEqual({ ok: true, events: [] });
    const both = after(granted, 2000, seen(2));
    expect(decide(both, seen(1), at(2000))).toEqual({ ok: true, events: [] });
    expect(decide(granted, { ...seen(2), epoch: 7 } as Command, at(2000))).toMatchObject({ code: "fenced" });
  });

  test("TIME-7 time granted while answers are collected lets the candidate go on", () => {
    const collecting = after(running, end, tick);
    expect(collecting.phase).toBe("collecting");
    const again = after(collecting, end + 2000, grant(minute));
    expect(again.phase).toBe("running");
    expect(after(again, end + minute - 1, tick).phase).toBe("running");
    expect(after(again, end + minute, tick).phase).toBe("collecting");
    expect(after(collecting, end + 2000, grant(1000)).phase).toBe("collecting");
    expect(decide(closed, grant(minute), at(end + grace))).toMatchObject({ code: "attempt-closed" });
  });
});

describe("quarantine", () => {
  const late = respond(1, "i1", "A", end + 1);
  const kept = after(closed, end + 2 * grace, batch([late, respond(2, "i2", "B", end + 2)]));

  test("END-4 admitted entries count from then on, others are set aside, and none is decided twice", () => {
    const admitted = prepared(after(kept, end, judge([1], true, kept)));
    expect(plain(admitted)).toMatchObject({ answers: { i1: "A" }, quarantine: [{ seq: 2 }] });
    const both = prepared(after(admitted, end, judge([2], false, admitted)));
    expect(plain(both)).toMatchObject({ answers: { i1: "A" }, quarantine: [] });
    expect(decide(both, judge([1], true, kept), at(end))).toMatchObject({ code: "not-quarantined" });
    expect(decide(kept, judge([1, 3], true, kept), at(end))).toMatchObject({ code: "not-quarantined" });
  });

  test("END-4 several entries for one item take effect in the order in which they were written", () => {
    const two = after(closed, end, batch([respond(1, "i1", "A", end + 5), respond(2, "i1", "B", end + 9)]));
    expect(plain(prepared(after(two, end, judge([2, 1], true, two))))).toMatchObject({
      answers: { i1: "B" },
    });
  });

  test("LEASE-1 what an old PC still had is kept for comparison, whatever its number, and undoes nothing", () => {
    const there = after(moved, 4000, batch([respond(1, "i1", "B", 4000, 2)], otherJournal, 2));
    const claimed = after(there, 5000, batch([respond(1, "i1", "A", 1500), respond(2, "i2", "A", 1600)]));
    expect(plain(prepared(claimed))).toMatchObject({
      answers: { i1: "B" },
      quarantine: [
        { seq: 1, why: "fenced" },
        { seq: 2, why: "fenced" },
      ],
    });
  });
});

describe("a rescue file", () => {
  const entries = [respond(1, "i1", "A", 2000), respond(2, "i2", "B", 3000)];
  const loaded = after(closed, end, rescue(entries));

  test("ANS-11 its entries are claims, and loading it twice changes nothing", () => {
    expect(prepared(loaded)).toMatchObject({
      answers: [undefined, undefined, undefined],
      quarantine: [
        { seq: 1, why: "rescued" },
        { seq: 2, why: "rescued" },
      ],
    });
    expect(decide(loaded, rescue(entries), at(end))).toEqual({ ok: true, events: [] });
    const renamed = after(loaded, end, rescue(entries, "f2"));
    expect(prepared(renamed).quarantine).toHaveLength(2);
  });

  test("ANS-11 the PC that comes back with the same entries neither doubles nor loses one", () => {
    const back = after(loaded, end + grace, batch(entries));
    expect(prepared(back).quarantine).toHaveLength(2);
    const decided = after(loaded, end, judge([1, 2], true, loaded));
    const returned = prepared(after(decided, end + grace, batch(entries)));
    expect(returned.quarantine).toEqual([]);
    expect(plain(returned)).toMatchObject({ answers: { i1: "A", i2: "B" } });
  });

  test("ANS-11 a claim under a number that another entry has is decided apart from it", () => {
    const other = after(loaded, end + grace, batch([respond(1, "i3", "B", end + 9)]));
    expect(prepared(after(other, end, judge([1], true, other)))).toMatchObject({
      answers: ["A", undefined, undefined],
      quarantine: [{ seq: 2 }, { seq: 1 }],
    });
  });

  test("ANS-11 what the server counts already is no claim, before and after", () => {
    const counted = after(running, 4000, batch(entries.slice(0, 1)));
    expect(prepared(after(counted, 5000, rescue(entries))).quarantine).toMatchObject([{ seq: 2 }]);
    const early = after(running, 4000, rescue(entries));
    expect(plain(prepared(after(early, 5000, batch(entries))))).toMatchObject({
      quarantine: [],
      answers: { i1: "A", i2: "B" },
    });
  });
});
