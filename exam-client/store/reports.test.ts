import type { PcNote } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import type { Ask, FailureCode } from "../transport/wire.ts";
import { createReports } from "./reports.ts";

/** Reports over a line that answers with `fate`, with every timer in the test's hand. */
function line() {
  const told: (PcNote | number)[] = [];
  let fate: FailureCode | "through" = "through";
  let timers: (() => void)[] = [];
  const ask = (async (_name: string, { note, changes }: { note?: PcNote; changes?: number }) => {
    if (fate !== "through") return { ok: false, code: fate };
    told.push(note ?? changes ?? 0);
    return { ok: true };
  }) as unknown as Ask;
  const later = (_ms: number, act: () => void) => {
    timers.push(act);
    return () => {
      timers = timers.filter((one) => one !== act);
    };
  };
  const breathe = () => new Promise((resolve) => setImmediate(resolve));
  return {
    told,
    reports: createReports({ ask, journal: () => "j", later, chance: () => 0 }),
    become: (next: typeof fate) => {
      fate = next;
    },
    breathe,
    async passTime() {
      for (const act of timers.splice(0)) act();
      await breathe();
    },
  };
}

test("TIME-7 a change of time is said to be seen once on each connection", async () => {
  const { reports, told, breathe } = line();
  reports.timeSeen(1);
  expect(told).toEqual([]);
  reports.resume(3);
  await breathe();
  reports.timeSeen(1);
  reports.timeSeen(2);
  await breathe();
  expect(told).toEqual([1, 2]);
  reports.pause();
  reports.resume(4);
  await breathe();
  expect(told).toEqual([1, 2, 2]);
});

test("TIME-7 it is said again until it gets an answer", async () => {
  const { reports, told, become, breathe, passTime } = line();
  become("no-answer");
  reports.resume(1);
  reports.timeSeen(1);
  await breathe();
  await passTime();
  expect(told).toEqual([]);
  become("through");
  await passTime();
  expect(told).toEqual([1]);
});

test("whether the disk keeps answers is told once per change, and after each open", async () => {
  const { reports, told, breathe } = line();
  reports.resume(1);
  for (const keeps of [true, true, false, false]) {
    reports.disk(keeps);
    await breathe();
  }
  reports.resume(2);
  await breathe();
  const disk = (keeps: boolean) => ({ kind: "disk", keeps });
  expect(told).toEqual([disk(true), disk(false), disk(false)]);
});

test("TIME-6 Abitti: jumps of the clock wait for the line, and however many there are, few are kept", async () => {
  const { reports, told, breathe } = line();
  for (let jump = 0; jump < 5000; jump += 1) reports.clockJump(3000);
  reports.resume(1);
  for (let turn = 0; turn < 30; turn += 1) await breathe();
  expect(told).toHaveLength(20);
  const total = told.reduce<number>(
    (sum, note) => sum + (typeof note === "object" && "ms" in note ? note.ms : 0),
    0,
  );
  expect(total).toBe(5000 * 3000);
});

test("what the server does not want is not told again", async () => {
  const { reports, told, become, breathe, passTime } = line();
  become("attempt-closed");
  reports.resume(1);
  reports.clockJump(5000);
  await breathe();
  become("through");
  await passTime();
  expect(told).toEqual([]);
});
