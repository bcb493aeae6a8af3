import { describe, expect, test } from "vitest";
import { withEntry } from "./journal.ts";
import type { AttemptFacts, PreparedAttempt } from "./state.ts";
import { isUnheard, type Told, unsentOf } from "./unsent.ts";

const journal = "a".repeat(32);
const facts = (received: number): Pick<AttemptFacts, "lease" | "journals" | "outages"> => {
  let journals: AttemptFacts["journals"] = [];
  for (let seq = 1; seq <= received; seq += 1) {
    const before = journals.find(({ id }) => id === journal) ?? { id: journal, length: 0, list: [] };
    journals = withEntry(journals, before, { digest: String(seq), outcome: null });
  }
  const lease = { epoch: 1, journal, since: 1, released: false };
  return { lease, journals, outages: { since: null, count: 0 } };
};
const running = (received: number) => ({ ...facts(received), phase: "running" }) as PreparedAttempt;
const told = (head: number, answers: number): Told => ({ journal, head, answers, at: 0 });

describe("how many answers are only on a PC", () => {
  const cases: [string, number, Told | null, number][] = [
    ["nothing was said", 4, null, 0],
    ["nothing has come of what was said to wait", 4, told(7, 3), 3],
    ["one entry has come since, of three questions", 5, told(7, 3), 2],
    ["twelve entries are about three questions", 4, told(16, 3), 3],
    ["all has come, though no reply may have reached the page", 7, told(7, 3), 0],
    ["more has come since", 9, told(7, 3), 0],
    ["another PC said it, before the attempt was moved", 4, { ...told(7, 3), journal: "b".repeat(32) }, 0],
  ];
  test.each(cases)("%s", (_name, received, what, expected) => {
    expect(unsentOf(running(received), what)).toBe(expected);
  });
});

describe("a PC that may hold answers after the end", () => {
  const closed = (reason: string, lost: number | null = null) => {
    const state = { ...facts(0), phase: "closed", closed: { reason, exam: 1000, wall: 0 } };
    return { ...state, outages: { since: lost, count: 0 } } as unknown as PreparedAttempt;
  };
  const gone = { online: false, since: 900 };
  const cases: [string, PreparedAttempt, { online: boolean; since: number } | null, Told | null, boolean][] =
    [
      ["was gone at the end", closed("time-up"), gone, told(3, 0), true],
      ["was gone when its paper was collected", closed("forced"), gone, null, true],
      ["went afterwards", closed("time-up"), { online: false, since: 1100 }, told(3, 0), false],
      ["was here", closed("time-up"), { online: true, since: 10 }, null, false],
      [
        "has come back and said so",
        closed("time-up"),
        { online: true, since: 1200 },
        { ...told(3, 0), at: 1201 },
        false,
      ],
      ["only the log knows after a restart that it was gone", closed("time-up", 800), null, null, true],
      ["nothing is known after a restart", closed("time-up"), null, null, false],
      ["handed in: all had come", closed("handed-in", 800), gone, null, false],
      ["its candidate never came", closed("absent"), gone, null, false],
      ["goes on", running(0), gone, null, false],
    ];
  test.each(cases)("%s", (_name, state, seen, what, expected) => {
    expect(isUnheard(state, seen, what)).toBe(expected);
  });
});
