import { pcNote } from "@kaochang/exam-server/protocol/messages.ts";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { createConduct } from "./conduct.ts";
import type { Signal } from "./signal.ts";

const minute = 60_000;
/** As often as the page's clock ticks. */
const step = 200;

let now: number;
let answering: boolean;
let told: Signal[];
let conduct: ReturnType<typeof createConduct>;

beforeEach(() => {
  now = 0;
  answering = true;
  told = [];
  conduct = createConduct({
    monotonic: () => now,
    made: () => now + 1000,
    watching: () => answering,
    tell: (signal) => told.push(signal),
  });
});

function pass(ms: number) {
  for (const end = now + ms; now < end; ) {
    now = Math.min(end, now + step);
    conduct.tick();
  }
}

function leave(ms: number) {
  conduct.away(true);
  pass(ms);
  conduct.away(false);
}

const total = (of: (signal: Signal) => number) => told.reduce((sum, signal) => sum + of(signal), 0);
const timesOf = (kind: Signal["kind"]) => total((one) => (one.kind === kind ? one.times : 0));
const awayMs = () => total((one) => (one.kind === "left" ? one.ms : 0));

test("SIG-1 leaving the page is told with how long it took, once the candidate is back", () => {
  pass(3000);
  leave(4000);
  expect(told).toEqual([{ kind: "left", made: 8000, times: 1, ms: 4000 }]);
});

test("SIG-1 who stays away is told of while it lasts, and all notes together say how long", () => {
  leave(3 * minute + 5000);
  expect(told.length).toBeGreaterThan(2);
  pass(minute);
  expect([timesOf("left"), awayMs()]).toEqual([1, 3 * minute + 5000]);
});

test("SIG-1 a window that flashes up is nothing, and before and after the answering nothing is measured", () => {
  leave(300);
  answering = false;
  leave(20_000);
  conduct.fullScreenLeft();
  conduct.pasted(50);
  pass(minute);
  expect(told).toEqual([]);
});

test("SIG-1 an exam that stops while the candidate is away ends the measuring there", () => {
  conduct.away(true);
  pass(5000);
  answering = false;
  pass(minute);
  expect(told).toMatchObject([{ times: 1, ms: 5000 + step }]);
});

test("SIG-1 however often the page is left, a minute has one note of it, and none is lost", () => {
  for (let turn = 0; turn < 600; turn += 1) {
    leave(1000);
    pass(1000);
  }
  expect(told.length).toBeLessThanOrEqual(21);
  conduct.flush();
  expect([timesOf("left"), awayMs()]).toEqual([600, 600_000]);
});

test("SIG-1 pasting and leaving full screen are counted each by itself, and a hand-in tells what waits", () => {
  conduct.pasted(12);
  conduct.fullScreenLeft();
  pass(step);
  conduct.pasted(30);
  conduct.pasted(4);
  pass(step);
  expect(told).toHaveLength(2);
  conduct.flush();
  expect(told.slice(2)).toMatchObject([{ kind: "pasted", times: 2, length: 34 }]);
});

test("SIG-1 every note is one that the server takes, whatever is done on the page", () => {
  const act = fc.oneof(
    fc.nat(3_600_000).map((ms) => () => leave(ms)),
    fc.nat(2 ** 29).map((length) => () => conduct.pasted(length)),
    fc.constant(() => conduct.fullScreenLeft()),
    fc.nat(90_000).map((ms) => () => pass(ms)),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 15 }), (acts) => {
      for (const one of acts) one();
      conduct.flush();
      for (const note of told) expect(pcNote.safeParse(note).error?.issues ?? []).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
