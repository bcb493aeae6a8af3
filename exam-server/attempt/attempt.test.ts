import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../protocol/messages.ts";
import {
  admitted,
  after,
  anyAorB,
  journal,
  minute,
  opened,
  otherJournal,
  paper,
  plain,
  play,
  prepared,
  respond,
  running,
  started,
  terms,
} from "../testing/attempts.ts";
import { deadline, handInOpens } from "./clock.ts";
import { type Command, decide } from "./decide.ts";
import { decideEntries } from "./entries.ts";
import type { AttemptState } from "./state.ts";

const at = (exam: number) => ({ exam, wall: 0 });
const open = (who: string, holderAlive = false): Command => ({ kind: "open", journal: who, holderAlive });

function refusal(state: AttemptState, exam: number, command: Command): string {
  const decision = decide(state, command, at(exam));
  return decision.ok ? `did ${decision.events.map(({ type }) => type).join(" ")}` : decision.code;
}

function send(state: AttemptState, exam: number, entries: Entry[], epoch = 1, who = journal) {
  return decideEntries(state, { journal: who, epoch, entries }, at(exam), anyAorB);
}

function startedState(state: AttemptState) {
  if (state.phase === "none" || state.phase === "prepared") throw new Error("not started");
  return state;
}

describe("time", () => {
  test("TIME-3 a deadline is the start plus the duration plus personal extra time", () => {
    expect(deadline(startedState(running))).toBe(1000 + 2 * minute);
    const longer = play(
      [0, { kind: "prepare", sitting: "s", paper, terms: { ...terms, extra: 5000 } }],
      started,
    );
    expect(deadline(startedState(longer))).toBe(1000 + 2 * minute + 5000);
  });

  test("TIME-3 with a common start a latecomer loses the time that has passed, and only that", () => {
    const late = play(
      prepared,
      started,
      [50_000, open(journal)],
      [51_000, { kind: "confirm-identity", epoch: 1 }],
    );
    expect(deadline(startedState(late))).toBe(deadline(startedState(running)));
  });

  test("TIME-3 entry closes for those who never came, not for those who come back", () => {
    const empty = play(prepared, started);
    expect(refusal(empty, 1000 + minute, open(journal))).toBe("did lease-granted");
    expect(refusal(empty, 1001 + minute, open(journal))).toBe("entry-closed");
    expect(refusal(running, 1001 + minute, open(journal))).toBe("did lease-granted");
  });

  test("TIME-2 a step of the server's wall clock moves no deadline", () => {
    for (const wall of [0, -1e12, 1e15]) {
      expect(decide(running, { kind: "tick" }, { exam: 120_999, wall })).toEqual({ ok: true, events: [] });
      expect(decide(running, { kind: "tick" }, { exam: 121_000, wall })).toMatchObject({
        events: [{ type: "collecting" }],
      });
    }
  });

  test("a hand-in time beyond the end is bounded by the deadline", () => {
    const strict = play(
      [0, { kind: "prepare", sitting: "s", paper, terms: { ...terms, handInOpens: 99 * minute } }],
      started,
    );
    expect(handInOpens(startedState(strict))).toBe(deadline(startedState(strict)));
  });
});

describe("entries", () => {
  test("ANS-5 the same key with the same content is accepted again and changes nothing", () => {
    const once = after(running, 2000, { journal, epoch: 1, entries: [respond(1, "i1", "A")] });
    expect(send(once, 3000, [respond(1, "i1", "A")])).toEqual({
      ok: true,
      events: [],
      replies: [{ seq: 1, result: "accepted" }],
      expected: 2,
      state: once,
    });
  });

  test("ANS-5 the same key with other content is refused, never acknowledged", () => {
    const once = after(running, 2000, { journal, epoch: 1, entries: [respond(1, "i1", "A")] });
    expect(send(once, 3000, [respond(1, "i1", "B")])).toMatchObject({
      events: [],
      replies: [{ seq: 1, result: "refused", code: "key-reused" }],
    });
  });

  test("ANS-6 a refused entry is numbered, answered and never blocks later ones", () => {
    const decision = send(running, 2000, [
      respond(1, "i1", "Z"),
      respond(2, "not-mine", "A"),
      respond(3, "i2", "B"),
    ]);
    expect(decision).toMatchObject({
      replies: [
        { seq: 1, result: "refused", code: "response-invalid" },
        { seq: 2, result: "refused", code: "item-not-on-paper" },
        { seq: 3, result: "accepted" },
      ],
      expected: 4,
    });
  });

  test("ANS-5 a resent entry gets the reply that it got the first time, refused and quarantined ones too", () => {
    const written = [respond(1, "i1", "Z"), respond(2, "i1", "A"), respond(3, "i2", "B", 121_001)];
    const once = send(running, 125_000, written);
    const state = after(running, 125_000, { journal, epoch: 1, entries: written });
    const again = send(state, 126_000, written);
    expect(once.ok && again.ok && again.replies).toEqual(once.ok && once.replies);
    expect(again).toMatchObject({
      events: [],
      replies: [{ result: "refused" }, { result: "accepted" }, { result: "quarantined" }],
    });
  });

  test("ANS-6 an entry after a gap gets no reply, and the reply says what is expected", () => {
    expect(send(running, 2000, [respond(1, "i1", "A"), respond(3, "i2", "B")])).toMatchObject({
      replies: [{ seq: 1 }],
      expected: 2,
    });
    expect(send(running, 2000, [respond(3, "i2", "B")])).toEqual({
      ok: false,
      code: "sequence-gap",
      detail: "1",
    });
  });

  test.each<[string, AttemptState, number, string]>([
    ["before the start", play(prepared, ...admitted), 500, "not-started"],
    ["before the rules were accepted", play(prepared, opened, started), 2000, "not-admitted"],
  ])("entries %s are refused", (_, state, exam, code) => {
    expect(send(state, exam, [respond(1, "i1", "A")])).toMatchObject({ ok: false, code });
  });

  test("ANS-8 any way of cutting, repeating and resending a journal gives the same answers", () => {
    const responses = fc.array(fc.tuple(fc.constantFrom("i1", "i2", "i3"), fc.constantFrom("A", "B", null)), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        responses,
        fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 20 }),
        (written, cuts) => {
          const all = written.map(([id, response], index) => respond(index + 1, id, response));
          const whole = after(running, 2000, { journal, epoch: 1, entries: all });
          let state = running;
          for (const [from, length] of [...cuts, [0, all.length]] as [number, number][]) {
            const decision = send(state, 2000, all.slice(from, from + length + 1));
            if (decision.ok)
              state = after(state, 2000, { journal, epoch: 1, entries: all.slice(from, from + length + 1) });
          }
          expect(state).toEqual(whole);
        },
      ),
    );
  });
});

describe("the end", () => {
  test("END-1 running, then collecting at the deadline, then closed after the grace", () => {
    expect(refusal(running, 120_999, { kind: "tick" })).toBe("did ");
    expect(refusal(running, 121_000, { kind: "tick" })).toBe("did collecting");
    const collecting = after(running, 121_000, { kind: "tick" });
    expect(refusal(collecting, 130_999, { kind: "tick" })).toBe("did ");
    expect(refusal(collecting, 131_000, { kind: "tick" })).toBe("did closed");
    expect(refusal(running, 999_999, { kind: "tick" })).toBe("did collecting closed");
  });

  test.each<[string, number, number, string, string]>([
    ["written before the deadline and arriving in the grace", 120_000, 130_000, "i1", "accepted"],
    ["written after the deadline", 121_001, 125_000, "i1", "quarantined"],
    ["arriving after the grace", 120_000, 131_001, "i1", "quarantined"],
  ])("END-1 an entry %s", (_, made, arrives, id, result) => {
    const collecting = after(running, 121_000, { kind: "tick" });
    expect(send(collecting, arrives, [respond(1, id, "A", made)])).toMatchObject({
      replies: [{ seq: 1, result }],
    });
  });

  test("END-1 what arrives before the deadline counts, whatever the page's clock says", () => {
    expect(send(running, 60_000, [respond(1, "i1", "A", 121_001)])).toMatchObject({
      replies: [{ result: "accepted" }],
    });
  });

  test("END-1 what arrives after the time-up close is kept whole and not counted", () => {
    const closed = after(running, 999_999, { kind: "tick" });
    const late = after(closed, 1_000_000, { journal, epoch: 1, entries: [respond(1, "i1", "A", 5000)] });
    expect(late).toMatchObject({
      phase: "closed",
      answers: [undefined, undefined, undefined],
      quarantine: [{ seq: 1, change: { response: "A" } }],
    });
  });

  test("END-2 hand-in waits for every entry that the journal ever wrote", () => {
    const handIn: Command = { kind: "hand-in", journal, epoch: 1, lastSeq: 2 };
    const one = after(running, 2000, { journal, epoch: 1, entries: [respond(1, "i1", "A")] });
    expect(refusal(one, 3000, handIn)).toBe("entries-missing");
    const both = after(one, 3000, { journal, epoch: 1, entries: [respond(2, "i2", "B")] });
    expect(refusal(both, 3000, handIn)).toBe("did closed");
  });

  test("END-3 a hand-in twice, or after the deadline, is refused with its own code", () => {
    const handIn: Command = { kind: "hand-in", journal, epoch: 1, lastSeq: 0 };
    const closed = after(running, 2000, handIn);
    expect(refusal(closed, 3000, handIn)).toBe("attempt-closed");
    expect(refusal(running, 121_000, handIn)).toBe("collecting");
    expect(send(closed, 3000, [respond(1, "i1", "A")])).toMatchObject({
      replies: [{ result: "refused", code: "attempt-closed" }],
    });
  });

  test("END-3 someone who never came is absent, not handed in", () => {
    expect(after(play(prepared, started), 999_999, { kind: "tick" })).toMatchObject({
      closed: { reason: "absent" },
    });
  });
});

describe("one writer", () => {
  test("LEASE-1 a second seat is refused until a proctor releases the first, which is then fenced", () => {
    expect(refusal(running, 2000, open(otherJournal))).toBe("lease-held");
    const released = after(running, 2000, { kind: "release-seat", by: "p", reason: "换机" });
    const moved = after(released, 3000, open(otherJournal));
    const claims = send(moved, 4000, [respond(1, "i1", "A")]);
    expect(claims).toMatchObject({ replies: [{ result: "quarantined", code: "fenced" }] });
    expect(send(moved, 4000, [respond(1, "i1", "A")], 1, "c".repeat(32))).toMatchObject({ code: "fenced" });
    expect(refusal(moved, 4000, open(journal))).toBe("fenced");
    expect(send(moved, 4000, [respond(1, "i1", "B", 3500, 2)], 2, otherJournal)).toMatchObject({ ok: true });
  });

  test("LEASE-1 a duplicated tab is refused while the first answers; a reload takes a new epoch", () => {
    expect(refusal(running, 2000, open(journal, true))).toBe("lease-held");
    expect(after(running, 2000, open(journal))).toMatchObject({ lease: { epoch: 2, journal } });
  });

  test("LEASE-1 before the start a candidate may change seats without leave", () => {
    expect(refusal(play(prepared, ...admitted), 500, open(otherJournal))).toBe("did lease-granted");
  });

  test("LEASE-1 what a seat wrote before another one answered is kept for a proctor and undoes nothing", () => {
    const release: Command = { kind: "release-seat", by: "p", reason: "换机" };
    const there = after(after(running, 2000, release), 3000, open(otherJournal));
    const answered = after(there, 4000, {
      journal: otherJournal,
      epoch: 2,
      entries: [respond(1, "i1", "B", 4000, 2)],
    });
    const back = after(after(answered, 5000, release), 6000, open(journal));
    const late = {
      journal,
      epoch: 3,
      entries: [respond(1, "i1", "A", 1500, 1), respond(2, "i2", "A", 6500, 3)],
    };
    expect(decideEntries(back, late, at(7000), anyAorB)).toMatchObject({
      replies: [{ result: "quarantined", code: "fenced" }, { result: "accepted" }],
    });
    expect(plain(after(back, 7000, late))).toMatchObject({ answers: { i1: "B", i2: "A" } });
  });

  test("LEASE-2 the epoch only grows", () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant("open" as const),
          journal: fc.constantFrom(journal, otherJournal),
          holderAlive: fc.boolean(),
        }),
        fc.constant({ kind: "release-seat" as const, by: "p", reason: "r" }),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (commands) => {
        let state = running;
        for (const command of commands) {
          const before = state.phase === "none" ? 0 : (state.lease?.epoch ?? 0);
          if (decide(state, command, at(2000)).ok) state = after(state, 2000, command);
          const epoch = state.phase === "none" ? 0 : (state.lease?.epoch ?? 0);
          expect(epoch).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });
});
