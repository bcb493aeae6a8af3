import fc from "fast-check";
import { expect, test } from "vitest";
import { maxNotes, type PcNote, pcNote } from "../protocol/messages.ts";
import { after, running } from "../testing/attempts.ts";
import { seatFacts } from "./board-seat.ts";
import { decide } from "./decide.ts";
import type { AttemptState } from "./state.ts";

const left = (made: number, times: number, ms: number): PcNote => ({ kind: "left", made, times, ms });
const pasted = (made: number, length: number): PcNote => ({ kind: "pasted", made, times: 1, length });

const noted = (notes: readonly PcNote[], from: AttemptState = running) =>
  notes.reduce((state, note) => after(state, 2000, { kind: "note", epoch: 1, note }), from);

function signals(state: AttemptState) {
  if (state.phase === "none") throw new Error("not prepared");
  return seatFacts(state, true).signals;
}

test("SIG-1 the board counts what the pages told, with its duration", () => {
  const notes = [
    left(2000, 1, 4000),
    left(5000, 0, 2000),
    left(9000, 3, 500),
    { kind: "full-screen-left", made: 9100, times: 1 } as const,
    pasted(9200, 120),
    pasted(9300, 7),
  ];
  expect(signals(noted(notes))).toEqual({ left: { times: 4, ms: 6500 }, fullScreen: 1, pasted: 2 });
});

test("SIG-1 a note that comes twice, because its reply was lost, is counted once", () => {
  const twice = noted([left(2000, 1, 4000), pasted(2000, 9), left(2000, 1, 4000), pasted(2000, 9)]);
  expect(signals(twice)).toMatchObject({ left: { times: 1, ms: 4000 }, pasted: 1 });
});

test("SIG-1 each kind of note is bounded by itself and keeps no other out", () => {
  const kind = fc.constantFrom<PcNote["kind"]>("left", "full-screen-left", "pasted", "clock-jump");
  const note = (of: PcNote["kind"], made: number): PcNote => {
    if (of === "left") return left(made, 1, 10);
    if (of === "pasted") return pasted(made, 3);
    return of === "clock-jump" ? { kind: of, ms: 3000 } : { kind: "full-screen-left", made, times: 1 };
  };
  fc.assert(
    fc.property(fc.array(kind, { maxLength: 12 }), kind, (some, flood) => {
      const flooded = noted(Array.from({ length: 2 * maxNotes }, (_, made) => note(flood, made)));
      const before = signals(flooded);
      const all = some.map((of, place) => note(of, 1000 + place));
      const counted = signals(noted(all, flooded));
      const news = (of: PcNote["kind"]) => (of === flood ? 0 : some.filter((one) => one === of).length);
      expect(counted.left.times - before.left.times).toBe(news("left"));
      expect(counted.fullScreen - before.fullScreen).toBe(news("full-screen-left"));
      expect(counted.pasted - before.pasted).toBe(news("pasted"));
    }),
    { numRuns: 30 },
  );
});

test("SIG-1 a note has no room for text, and its numbers are bounded", () => {
  const good = pasted(1, 5);
  expect(pcNote.safeParse(good).success).toBe(true);
  for (const bad of [
    { ...good, text: "答案" },
    { ...good, length: "答案" },
    { ...good, times: 1001 },
    { ...left(1, 1, 5), ms: -1 },
    { ...left(1, 1, 5), url: "http://example.com" },
  ])
    expect(pcNote.safeParse(bad).success).toBe(false);
});

test("SIG-1 of a closed attempt nothing is noted", () => {
  const over = after(after(running, 1e9, { kind: "tick" }), 1e9, { kind: "tick" });
  expect(decide(over, { kind: "note", epoch: 1, note: pasted(1, 5) }, { exam: 1e9, wall: 0 })).toMatchObject({
    code: "attempt-closed",
  });
});
