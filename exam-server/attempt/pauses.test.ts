import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PauseKind } from "../protocol/acts.ts";
import type { Entry } from "../protocol/messages.ts";
import {
  after,
  anyAorB,
  journal,
  minute,
  play,
  prepared,
  ready,
  respond,
  running,
  started,
} from "../testing/attempts.ts";
import { deadline } from "./clock.ts";
import { type Command, decide, isDue } from "./decide.ts";
import { decideEntries } from "./entries.ts";
import { seatAnswersWithin, stoppedAt } from "./pauses.ts";
import type { AttemptState } from "./state.ts";
import { attemptView } from "./view.ts";

const start = 1000;
const end = start + 2 * minute;
const at = (exam: number) => ({ exam, wall: 0 });
const suspend = (credited = true, pause: PauseKind = "suspension"): Command => {
  return { kind: "suspend", pause, credited, by: "p", reason: "核对身份" };
};
const resume = (pause: PauseKind = "suspension"): Command => ({ kind: "resume", pause, by: "p" });
const seen: Command = { kind: "pause-seen", epoch: 1 };
const tick: Command = { kind: "tick" };

function endOf(state: AttemptState): number {
  if (state.phase === "none" || state.phase === "prepared") throw new Error("not started");
  return deadline(state);
}

function does(state: AttemptState, exam: number, command: Command): string {
  const decision = decide(state, command, at(exam));
  return decision.ok ? decision.events.map(({ type }) => type).join(" ") : decision.code;
}

function send(state: AttemptState, exam: number, ...entries: Entry[]) {
  const decision = decideEntries(state, { journal, epoch: 1, entries }, at(exam), anyAorB);
  return decision.ok
    ? decision.replies.map((reply) => ("code" in reply ? reply.code : reply.result))
    : decision.code;
}

const told = after(running, 10_000, suspend());
const stopped = after(told, 10_300, seen);

describe("a suspension takes effect when the seat acknowledges it", () => {
  test("END-5 what was written before the acknowledgement counts, though it arrives after it", () => {
    expect(send(told, 10_200, respond(1, "i1", "A", 10_150))).toEqual(["accepted"]);
    for (const exam of [30_000, end + minute]) {
      expect(send(stopped, exam, respond(1, "i1", "A", 10_250))).toEqual(["accepted"]);
    }
  });

  test("END-5 what was written after it is kept for a proctor, during the pause and when it is over", () => {
    const over = after(stopped, 40_300, resume());
    const inside = respond(1, "i1", "A", 20_000);
    expect(send(stopped, 20_100, inside)).toEqual(["suspended"]);
    expect(send(over, 41_000, inside)).toEqual(["suspended"]);
    expect(send(over, 41_000, respond(1, "i1", "A", 40_500))).toEqual(["accepted"]);
  });

  test("END-5 an entry that cannot prove its time and arrives in a pause is kept for a proctor", () => {
    expect(send(stopped, 20_000, { ...respond(1, "i1", "A", 5000), synced: null })).toEqual(["suspended"]);
  });

  test("END-5 the credit runs from the acknowledgement to the resume", () => {
    const over = after(stopped, 40_300, resume());
    expect(endOf(over)).toBe(end + 30_000);
    expect(ready(over)).toMatchObject({ granted: 30_000, changes: 1 });
  });

  test("END-5 while it is credited the deadline does not come, and what is left stands still", () => {
    for (const exam of [end, end + minute, end + 100 * minute]) {
      expect(isDue(stopped, at(exam))).toBe(false);
      expect(does(stopped, exam, tick)).toBe("");
    }
    expect(stoppedAt(ready(stopped))).toBe(10_300);
    const over = after(stopped, 10_300 + 50 * minute, resume());
    expect(does(over, end + 50 * minute - 1, tick)).toBe("");
    expect(does(over, end + 50 * minute, tick)).toBe("collecting");
  });

  test("END-5 without credit the time goes on, and the attempt is collected while it is suspended", () => {
    const uncredited = after(after(running, 10_000, suspend(false)), 10_300, seen);
    expect(stoppedAt(ready(uncredited))).toBeNull();
    expect(endOf(after(uncredited, 40_000, resume()))).toBe(end);
    expect(does(uncredited, end, tick)).toBe("collecting");
    const collecting = after(uncredited, end, tick);
    expect(send(collecting, end + 1000, respond(1, "i1", "A", 20_000))).toEqual(["suspended"]);
    expect(does(collecting, end + 10_000, tick)).toBe("closed");
  });

  test("END-5 the candidate cannot hand in, before the acknowledgement nor after it", () => {
    const handIn: Command = { kind: "hand-in", journal, epoch: 1, lastSeq: 0 };
    expect(does(told, 10_100, handIn)).toBe("suspended");
    expect(does(stopped, 20_000, handIn)).toBe("suspended");
    expect(does(after(stopped, 30_000, resume()), 30_001, handIn)).toBe("closed");
  });

  test("END-5 the second of two proctors hears that it is so already", () => {
    expect(does(told, 10_100, suspend(false))).toBe("already-suspended");
    expect(does(running, 10_100, resume())).toBe("not-suspended");
    expect(does(told, 10_100, resume("evacuation"))).toBe("not-suspended");
    expect(does(after(running, end, tick), end + 1, suspend())).toBe("collecting");
  });

  test("END-5 a second acknowledgement changes nothing, and an old seat has nothing to acknowledge", () => {
    expect(does(stopped, 11_000, seen)).toBe("");
    expect(does(running, 11_000, seen)).toBe("");
    expect(does(told, 11_000, { kind: "pause-seen", epoch: 9 })).toBe("fenced");
  });
});

describe("a seat that is gone when it is stopped", () => {
  const late = 10_000 + seatAnswersWithin + 1;
  test("END-5 a credited pause holds from the proctor's act, so nothing runs against whoever is offline", () => {
    expect(endOf(after(told, 70_000, resume()))).toBe(end + 60_000);
    const back = after(told, late, seen);
    expect(endOf(after(back, 70_000, resume()))).toBe(end + 60_000);
    expect(isDue(told, at(end + minute))).toBe(false);
  });

  test("END-5 what its page wrote in the time that is given back is kept for a proctor, not counted twice", () => {
    expect(send(told, late, respond(1, "i1", "A", 15_000))).toEqual(["suspended"]);
    expect(send(told, late, respond(1, "i1", "A", 9000))).toEqual(["accepted"]);
    const over = after(told, 70_000, resume());
    expect(send(over, 71_000, respond(1, "i1", "A", 15_000))).toEqual(["suspended"]);
  });

  test("END-5 one without credit waits for it: until it hears, its answers count and its time runs", () => {
    const offline = after(running, 10_000, suspend(false));
    expect(send(offline, 60_000, respond(1, "i1", "A", 50_000))).toEqual(["accepted"]);
    expect(endOf(after(offline, 70_000, resume()))).toBe(end);
  });

  test("END-5 stopped by mistake and let go before a seat could hear: nothing has happened", () => {
    const over = after(told, 12_000, resume());
    expect(endOf(over)).toBe(end);
    expect(send(over, 13_000, respond(1, "i1", "A", 11_000))).toEqual(["accepted"]);
  });
});

describe("evacuation", () => {
  test("ACT-2 who was suspended before an evacuation is suspended after it, on one clock", () => {
    const punished = after(after(running, 10_000, suspend(false)), 10_100, seen);
    const evacuated = after(punished, 20_000, suspend(true, "evacuation"));
    expect(stoppedAt(ready(evacuated))).toBe(20_000);
    // The screen is blank already, so the seat has nothing more to say.
    expect(endOf(after(evacuated, 25_000, resume("evacuation")))).toBe(end + 5000);
    const back = after(evacuated, 80_000, resume("evacuation"));
    expect(endOf(back)).toBe(end + 60_000);
    expect(ready(back).proctored.pauses.map(({ kind }) => kind)).toEqual(["suspension"]);
    expect(does(back, 80_001, { kind: "hand-in", journal, epoch: 1, lastSeq: 0 })).toBe("suspended");
  });

  test("ACT-2 before the start there is nothing to stop, and a start during it stands still from the start on", () => {
    const waiting = play(prepared, [10, suspend(true, "evacuation")]);
    expect(ready(after(waiting, 50_000, resume("evacuation"))).granted).toBe(0);
    const begun = after(waiting, 1000, started[1]);
    expect(stoppedAt(ready(begun))).toBe(1000);
    expect(endOf(after(begun, 61_000, resume("evacuation")))).toBe(1000 + 60_000 + 2 * minute);
  });

  test("ACT-2 the limits of entry and hand-in move with the clock", () => {
    const absent = play(prepared, started, [2000, suspend(true, "evacuation")]);
    const open: Command = { kind: "open", journal, holderAlive: false };
    expect(does(absent, 30 * minute, open)).toBe("lease-granted");
    const back = after(absent, 2000 + 30 * minute, resume("evacuation"));
    expect(does(back, 1000 + 31 * minute, open)).toBe("lease-granted");
    expect(does(back, 1001 + 31 * minute, open)).toBe("entry-closed");
  });
});

/** One of the acts that stop and let go, some milliseconds after the one before. */
const act = fc.record({
  wait: fc.integer({ min: 1, max: 25_000 }),
  what: fc.constantFrom<Command>(
    suspend(true),
    suspend(false),
    suspend(true, "evacuation"),
    resume(),
    resume("evacuation"),
    seen,
  ),
});

describe("whatever the acts and their order", () => {
  test("ACT-2 the clock stands for exactly the time in which a credited pause was in effect", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let exam = 2000;
        let state = running;
        const stops: { from: number; to: number }[] = [];
        for (const { wait, what } of acts) {
          exam += wait;
          const before = ready(state).proctored.pauses.filter(({ credited }) => credited);
          const decision = decide(state, what, at(exam));
          if (decision.ok) state = after(state, exam, what);
          const gone = before.find(({ kind }) => what.kind === "resume" && kind === what.pause);
          if (gone) stops.push(inEffect(gone, exam));
        }
        for (const pause of ready(state).proctored.pauses) {
          if (pause.credited) stops.push(inEffect(pause, exam + minute));
          state = after(state, exam + minute, resume(pause.kind));
        }
        expect(endOf(state) - end).toBe(measure(stops));
      }),
    );
  });

  test("ACT-2 no answer is lost: each is counted or kept whole, and after the last resume they count again", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 4 }), fc.array(fc.nat(20_000)), (acts, gaps) => {
        let exam = 2000;
        let state: AttemptState = running;
        let seq = 0;
        for (const [place, { wait, what }] of acts.entries()) {
          exam += wait;
          if (decide(state, what, at(exam)).ok) state = after(state, exam, what);
          seq += 1;
          const made = Math.max(1000, exam - (gaps[place] ?? 0));
          expect(send(state, exam, respond(seq, "i1", "A", made))[0]).toMatch(/^(accepted|suspended)$/);
          state = after(state, exam, { journal, epoch: 1, entries: [respond(seq, "i1", "A", made)] });
        }
        for (const { kind } of ready(state).proctored.pauses) state = after(state, exam, resume(kind));
        expect(send(state, exam + 1, respond(seq + 1, "i2", "B", exam + 1))).toEqual(["accepted"]);
      }),
    );
  });
});

function inEffect({ since, seenAt }: { since: number; seenAt: number | null }, to: number) {
  if (seenAt !== null) return { from: seenAt - since <= seatAnswersWithin ? seenAt : since, to };
  return { from: to - since <= seatAnswersWithin ? to : since, to };
}

/** How much of the line the stretches cover, overlaps once. */
function measure(stretches: readonly { from: number; to: number }[]): number {
  let covered = 0;
  let reached = 0;
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return covered;
}

describe("what the seat is told", () => {
  const context = {
    attempt: "a",
    version: 1,
    closingHash: "",
    clock: at(20_000),
    exam: { qualification: "q", test: "t", begins: null, fullPoints: 300, passMark: 180 },
    rulesHtml: "",
    identity: { name: "n", admissionNumber: "1", maskedIdNumber: "1", room: "r", seat: "1" },
    remindAt: [],
    journal,
    paperKey: "k",
  };
  test("END-5 that it is stopped, since when, and where its clock stands; never who did it or why", () => {
    const view = attemptView(ready(stopped), context);
    expect(view.pause).toEqual({ kind: "suspension", since: 10_000, seen: true });
    expect(view.clock).toMatchObject({ stoppedAt: 10_300, deadline: end });
    expect(JSON.stringify(view)).not.toContain("核对身份");
    expect(attemptView(ready(running), context)).toMatchObject({ pause: null, clock: { stoppedAt: null } });
  });
});
