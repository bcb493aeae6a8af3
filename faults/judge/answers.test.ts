import type { Change } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { judgeAnswers, type LeftAtSeat } from "./answers.ts";
import { asKeys } from "./journal.ts";
import { type Act, type Ledger, openLedger } from "./ledger.ts";
import type { AttemptLog, LoggedEntry } from "./log.ts";

const disk = "PC 1, disk 1";
const answer = (item: string, response: string): Change => ({ kind: "respond", item, response });

/** A candidate who answered i1 with A and then with B, both shown as on the server. */
function noted(): Ledger & { acts: Act[] } {
  const ledger = openLedger();
  for (const [index, response] of ["A", "B"].entries()) {
    const act = ledger.intend(answer("i1", response));
    act.made = 100 * (index + 1);
    act.kept = { at: index, disk };
    act.served = index;
  }
  return ledger as Ledger & { acts: Act[] };
}

const entry = (seq: number, response: string, made: number): LoggedEntry => ({
  journal: "j",
  seq,
  made,
  change: answer("i1", response),
  result: "accepted",
});
const [a, b] = [entry(1, "A", 100), entry(2, "B", 200)];
const log = (...entries: LoggedEntry[]): AttemptLog => ({ entries, collecting: 0, closed: null });
const holding = (...waiting: LoggedEntry[]): LeftAtSeat => ({
  journals: new Map([
    [
      disk,
      asKeys(
        waiting.flatMap(({ change, made }) => (change ? [{ change, made }] : [])),
        [],
      ),
    ],
  ]),
  connected: null,
});
const empty = holding();
const nowhere: LeftAtSeat = { journals: new Map(), connected: null };

test("a log that holds what was shown is right", () => {
  expect(judgeAnswers(noted(), log(a, b), empty)).toEqual({ acknowledged: 2, lost: [], duplicated: [] });
});

test("an answer in quarantine is not lost", () => {
  expect(judgeAnswers(noted(), log(a, { ...b, result: "quarantined" }), empty).lost).toEqual([]);
});

test("an answer shown as on the server is lost when the log lacks it, though a PC has it", () => {
  expect(judgeAnswers(noted(), log(a), holding(b)).lost).toHaveLength(1);
});

test("an answer shown as on the PC is lost only when neither log nor journal has it", () => {
  const ledger = noted();
  for (const act of ledger.acts) act.served = null;
  expect(judgeAnswers(ledger, log(a), holding(b)).lost).toEqual([]);
  expect(judgeAnswers(ledger, log(a), empty).lost).toHaveLength(1);
  expect(judgeAnswers(ledger, log(a), nowhere).lost).toEqual([]);
});

test("an answer that stays on a PC from which the server can be reached is lost", () => {
  const ledger = noted();
  for (const act of ledger.acts) act.served = null;
  expect(judgeAnswers(ledger, log(a), { ...holding(b), connected: disk }).lost).toHaveLength(1);
});

test("an answer that a screen took for the server's is lost when the log never had it", () => {
  const shown = new Set(['respond i1 "C"']);
  expect(judgeAnswers({ ...noted(), shown }, log(a, b), empty).lost).toHaveLength(1);
});

test.each([
  ["one act under two numbers", log(a, b, { ...b, seq: 3 })],
  ["one number twice", log(a, b, { ...entry(2, "B", 200), result: "refused" })],
  ["an entry that nobody asked for", log(a, entry(2, "D", 150), { ...b, seq: 3 })],
  ["an older answer that arrived last", log({ ...b, seq: 1 }, { ...a, seq: 2 })],
])("duplicated: %s", (_, wrong) => {
  expect(judgeAnswers(noted(), wrong, empty).duplicated.length).toBeGreaterThan(0);
});
