import type { Change } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { emptyOutbox, settle, write } from "../transport/outbox.ts";
import { createUnsentWatch, type Unsent, unsentOf } from "./unsent.ts";

const stamp = { made: 0, synced: 0 };
const change = (item: string): Change => ({ kind: "respond", item, response: ["A"] });

test("answers that wait are counted by their questions, up to the journal's last entry", () => {
  const box = ["q1", "q2", "q1"].reduce((before, item) => write(before, change(item), 1, stamp), emptyOutbox);
  expect(unsentOf(box)).toEqual({ head: 3, answers: 2 });
  expect(unsentOf(settle(box, [{ seq: 1, result: "accepted" }]).box)).toEqual({ head: 3, answers: 2 });
  expect(unsentOf(settle(box, [{ seq: 2, result: "accepted" }]).box)).toEqual({ head: 3, answers: 1 });
});

/** A journal of so many answers without a reply, and a clock in the test's hand. */
function pc() {
  const told: number[] = [];
  let time = 0;
  let unsent: Unsent = { head: 0, answers: 0 };
  const watch = createUnsentWatch({
    monotonic: () => time,
    now: () => unsent,
    tell: ({ answers }) => told.push(answers),
  });
  return {
    told,
    watch,
    /** So many wait, for so long. */
    wait(answers: number, ms: number) {
      unsent = { head: unsent.head + 1, answers };
      for (let passed = 0; passed <= ms; passed += 200, time += 200) watch.tick();
    },
  };
}

test("an answer that is taken at once is told to nobody, however many there are", () => {
  const { told, wait } = pc();
  for (let save = 0; save < 100; save += 1) {
    wait(1, 1_000);
    wait(0, 4_000);
  }
  expect(told).toEqual([]);
});

test("answers that wait are told after two seconds, then every five where their number changes", () => {
  const { told, wait } = pc();
  wait(1, 1_000);
  wait(2, 1_000);
  expect(told).toEqual([2]);
  for (let second = 3; second <= 12; second += 1) wait(second, 800);
  wait(12, 30_000);
  expect(told).toEqual([2, 7, 12]);
  wait(0, 200);
  wait(12, 3_000);
  expect(told).toEqual([2, 7, 12, 12]);
});

test("each new line is told at once, though nothing waits", () => {
  const { told, watch, wait } = pc();
  watch.renew();
  wait(3, 0);
  watch.renew();
  expect(told).toEqual([0, 3]);
});
