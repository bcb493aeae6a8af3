import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../protocol/messages.ts";
import {
  after,
  anyAorB,
  journal,
  minute,
  opened,
  otherJournal,
  plain,
  play,
  prepared,
  ready,
  respond,
  running,
  started,
} from "../testing/attempts.ts";
import type { ActCommand } from "./acts.ts";
import { deadline } from "./clock.ts";
import { type Command, decide } from "./decide.ts";
import { decideEntries } from "./entries.ts";
import type { AttemptState } from "./state.ts";
import { attemptView, receiptOf } from "./view.ts";

const start = 1000;
const end = start + 2 * minute;
const at = (exam: number) => ({ exam, wall: exam + 7 });
const why = { by: "p", reason: "核实" };
const handIn = (lastSeq = 0): Command => ({ kind: "hand-in", journal, epoch: 1, lastSeq });
const force: ActCommand = { kind: "force-hand-in", ...why };
const reopen = (credited: boolean): ActCommand => ({ kind: "reopen", credited, ...why });
const suspend: ActCommand = { kind: "suspend", pause: "suspension", credited: true, ...why };
const message = (id: string): ActCommand => ({ kind: "send-message", id, text: "请看黑板", by: "p" });
const tick: Command = { kind: "tick" };

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

const waiting = play(prepared, opened);
const notArrived = play(prepared, started);
const collecting = after(running, end, tick);
const timeUp = after(collecting, end + 10_000, tick);
const handedIn = after(running, 61_000, handIn());
const forced = after(running, 61_000, force);
const voided = after(running, 61_000, { kind: "void", ...why });
const suspended = after(running, 61_000, suspend);

describe("every act in every state", () => {
  const states = { waiting, notArrived, running, suspended, collecting, handedIn, forced, timeUp, voided };
  type Row = Record<keyof typeof states, string>;
  const same = (word: string): Row => ({
    waiting: word,
    notArrived: word,
    running: word,
    suspended: word,
    collecting: word,
    handedIn: word,
    forced: word,
    timeUp: word,
    voided: word,
  });
  const over = { handedIn: "attempt-closed", forced: "attempt-closed", timeUp: "attempt-closed" };
  const table: [ActCommand, Row][] = [
    [suspend, { ...same("suspended"), ...over, suspended: "already-suspended", collecting: "collecting" }],
    [
      { kind: "resume", pause: "suspension", by: "p" },
      { ...same("not-suspended"), ...over, suspended: "resumed" },
    ],
    [
      force,
      {
        ...same("hand-in-forced closed"),
        ...over,
        suspended: "resumed hand-in-forced closed",
        waiting: "not-started",
        notArrived: "not-arrived",
      },
    ],
    [reopen(false), { ...same("not-handed-in"), handedIn: "reopened", forced: "reopened" }],
    [
      { kind: "void", ...why },
      { ...same("voided"), voided: "already-voided" },
    ],
    [
      { kind: "unvoid", ...why },
      { ...same("not-voided"), voided: "unvoided" },
    ],
    [
      { kind: "admit", ...why },
      { ...same(""), ...over, notArrived: "entry-admitted" },
    ],
    [
      { kind: "confirm-person", by: "p" },
      { ...same("person-confirmed"), ...over, notArrived: "not-arrived" },
    ],
    [
      { kind: "release-seat", ...why },
      { ...same("lease-released"), ...over, notArrived: "" },
    ],
    [
      { kind: "release-seat", target: { room: "备用", seat: "1" }, ...why },
      { ...same("lease-released seat-moved"), ...over, notArrived: "seat-moved" },
    ],
    [
      {
        kind: "record-incident",
        incident: { kind: "misconduct", category: "talking" },
        text: "提醒一次",
        by: "p",
      },
      same("incident-recorded"),
    ],
    [message("m"), { ...same("message-sent"), ...over }],
  ];

  test.each(table)("ACT-1 an act is an event or a refusal with its code: %o", (command, row) => {
    for (const [name, state] of Object.entries(states)) {
      const word = row[name as keyof typeof states];
      expect(`${name}: ${does(state, 62_000, command)}`).toBe(`${name}: ${word}`);
    }
  });

  test("ACT-1 each event names who did it, and the reason where one was asked for", () => {
    for (const [command, row] of table) {
      for (const [name, state] of Object.entries(states)) {
        const decision = decide(state, command, at(62_000));
        if (!decision.ok) continue;
        const acts = decision.events.filter(({ type }) => type !== "closed");
        for (const { data } of acts) expect(data).toMatchObject({ by: "p" });
        const reasons = acts.filter(({ type }) => type !== "resumed").map(({ data }) => data);
        if ("reason" in command) for (const data of reasons) expect(data).toMatchObject({ reason: "核实" });
        expect(row[name as keyof Row]).not.toBe("not-found");
      }
    }
  });

  test("ACT-1 an act on an attempt that does not exist is refused", () => {
    for (const [command] of table) expect(does({ phase: "none" }, 0, command)).toBe("not-found");
  });
});

describe("forced hand-in", () => {
  test("ACT-1 what comes from the PC afterwards is kept for a proctor, never dropped", () => {
    const late = [respond(1, "i1", "A", 60_000), respond(2, "i2", "B", 70_000)];
    expect(send(forced, 71_000, ...late)).toEqual(["after-forced", "after-forced"]);
    const state = ready(after(forced, 71_000, { journal, epoch: 1, entries: late }));
    expect(state.quarantine).toHaveLength(2);
  });

  test("ACT-1 the receipt says that it was collected", () => {
    expect(receiptOf(forced, "abcd".repeat(16))).toMatchObject({ reason: "forced" });
  });

  test("ACT-3 the time of a pause that it ended is the candidate's again when it is reopened", () => {
    const stopped = after(suspended, 61_100, { kind: "pause-seen", epoch: 1 });
    const again = after(after(stopped, 81_100, force), 91_100, reopen(true));
    expect(ready(again).granted).toBe(20_000 + 10_000);
    expect(ready(again).proctored.pauses).toEqual([]);
  });
});

describe("reopening", () => {
  test("ACT-3 the attempt runs on with every answer, the receipt is void, and a later close makes a new one", () => {
    const answered = after(running, 2000, { journal, epoch: 1, entries: [respond(1, "i1", "A")] });
    const closed = after(answered, 61_000, handIn(1));
    const again = after(closed, 63_000, reopen(false));
    expect(plain(again)).toEqual({ ...plain(answered), outages: expect.anything() });
    expect(receiptOf(again, "abcd".repeat(16))).toBeNull();
    const more = after(again, 64_000, { journal, epoch: 1, entries: [respond(2, "i2", "B")] });
    expect(receiptOf(after(more, 65_000, handIn(2)), "abcd".repeat(16))).toMatchObject({ answered: 2 });
  });

  test("ACT-3 the minutes that were lost are given back when the proctor says so, as a change of the time", () => {
    const again = ready(after(handedIn, 63_000, reopen(true)));
    expect(again).toMatchObject({ phase: "running", granted: 2000, changes: 1 });
    expect(ready(after(handedIn, 63_000, reopen(false)))).toMatchObject({ granted: 0, changes: 0 });
  });

  test("ACT-3 not past the deadline, unless the lost minutes move it", () => {
    expect(does(handedIn, end - 1, reopen(false))).toBe("reopened");
    expect(does(handedIn, end, reopen(false))).toBe("time-over");
    expect(does(handedIn, end + minute, reopen(true))).toBe("reopened");
    const again = after(handedIn, end + minute, reopen(true));
    if (again.phase !== "running") throw new Error(again.phase);
    expect(deadline(again) - (end + minute)).toBe(end - 61_000);
  });
});

describe("entry, person and seat", () => {
  const open: Command = { kind: "open", journal, holderAlive: false };
  test("ACT-1 a latecomer is let in after entry has closed, once a proctor says so", () => {
    const late = start + minute + 1;
    expect(does(notArrived, late, open)).toBe("entry-closed");
    const letIn = after(notArrived, late, { kind: "admit", ...why });
    expect(does(letIn, late, open)).toBe("lease-granted");
    expect(does(letIn, late, { kind: "admit", by: "q", reason: "" })).toBe("");
  });

  test("ACT-1 the first proctor's confirmation stands", () => {
    const sure = after(running, 2000, { kind: "confirm-person", by: "p" });
    expect(does(sure, 2001, { kind: "confirm-person", by: "q" })).toBe("");
    expect(ready(sure).proctored.personConfirmed).toBe("p");
  });

  test("ACT-1 a move to a spare seat is in the log, and the other PC takes the attempt over", () => {
    const target = { room: "备用", seat: "1" };
    const moved = after(running, 2000, { kind: "release-seat", target, ...why });
    expect(ready(moved).proctored.movedTo).toEqual(target);
    expect(does(moved, 2001, { kind: "release-seat", target, ...why })).toBe("");
    expect(does(moved, 3000, { ...open, journal: otherJournal, from: "10.0.0.7" })).toBe("lease-granted");
  });

  test("the PC's address stands in the log; of who asks without one it does not", () => {
    const grant = (command: Command) => {
      const decision = decide(waiting, command, at(20));
      return decision.ok ? decision.events[0]?.data : null;
    };
    expect(grant({ ...open, from: "10.0.0.7" })).toEqual({ epoch: 2, journal, from: "10.0.0.7" });
    expect(grant(open)).toEqual({ epoch: 2, journal });
  });
});

describe("messages", () => {
  const shown = (state: AttemptState) =>
    attemptView(ready(state), {
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
    }).messages;
  const see = (id: string): ActCommand => ({ kind: "message-seen", epoch: 1, id });

  test("ACT-4 a message is shown until the seat says that it was seen; the receipt is in the log once", () => {
    const sent = after(after(running, 2000, message("m1")), 3000, message("m2"));
    expect(shown(sent)).toEqual([
      { id: "m1", text: "请看黑板", at: 2000, shown: false },
      { id: "m2", text: "请看黑板", at: 3000, shown: false },
    ]);
    const read = after(sent, 4000, see("m1"));
    expect(shown(read).map(({ id }) => id)).toEqual(["m2"]);
    expect(does(read, 4001, see("m1"))).toBe("");
    expect(does(read, 4001, { kind: "message-seen", epoch: 9, id: "m2" })).toBe("fenced");
  });

  test("ACT-4 whoever has not signed in yet finds it on arriving", () => {
    expect(shown(after(notArrived, 2000, message("m1")))).toHaveLength(1);
  });

  test("ACT-4 an attempt that is closed shows none", () => {
    expect(shown(after(after(running, 2000, message("m1")), 61_000, handIn()))).toEqual([]);
  });
});

describe("whatever the acts and their order", () => {
  const commands: Command[] = [
    suspend,
    { ...suspend, credited: false },
    { kind: "suspend", pause: "evacuation", credited: true, ...why },
    { kind: "resume", pause: "suspension", by: "p" },
    { kind: "resume", pause: "evacuation", by: "p" },
    { kind: "pause-seen", epoch: 1 },
    force,
    reopen(true),
    reopen(false),
    { kind: "void", ...why },
    { kind: "unvoid", ...why },
    handIn(),
    tick,
    message("m"),
    { kind: "grant-time", ms: 5000, grant: "credit", ...why },
  ];
  test("ACT-1 no act throws, none takes time away, and an attempt that closes has its reason", () => {
    const step = fc.record({ wait: fc.nat(20_000), command: fc.constantFrom(...commands) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let exam = 2000;
        let state = running;
        for (const { wait, command } of steps) {
          exam += wait;
          const before = ready(state).granted;
          const decision = decide(state, command, at(exam));
          if (!decision.ok) continue;
          state = after(state, exam, command);
          expect(ready(state).granted).toBeGreaterThanOrEqual(before);
          if (state.phase === "closed") expect(state.closed.reason).toMatch(/^(handed-in|time-up|forced)$/);
        }
      }),
    );
  });
});
