import type { Plan, PlanSitting, Readiness } from "@kaochang/exam-server/protocol/plan.ts";
import { expect, test } from "vitest";
import { wordsIn } from "../../staff/i18n/words.ts";
import { aPlan, aRoom, aSitting } from "./plan.fixture.ts";
import { nextStep, placeOf, standingOf, stepsOf } from "./steps.ts";

const zh = wordsIn("zh");
const rehearsed: Readiness = {
  ok: true,
  ready: true,
  lines: [
    {
      check: "rehearsal",
      level: "ok",
      sentence: "昨天演练通过。",
      english: "Passed yesterday.",
      link: { page: "rehearsal" },
    },
  ],
};
const due = (plan: Partial<Plan>, sitting: Partial<PlanSitting>, readiness: Readiness | null = rehearsed) =>
  stepsOf(aPlan(plan), aSitting(sitting), readiness, zh).find(({ state }) => state === "now");

test("the first thing that is missing is the one that is due, with a sentence and a place", () => {
  const rooms = [aRoom()];
  expect(due({}, { candidates: 0 })).toMatchObject({ name: "roster", sentence: "还没有考生，请导入名单" });
  expect(due({}, { candidates: 3 })).toMatchObject({ name: "seats", sentence: "还没有考场，请先添加考场。" });
  expect(due({ rooms }, { candidates: 3, seated: 1 })).toMatchObject({
    name: "seats",
    sentence: "还有 2 人没有座位",
    to: "/staff/officer/plans/0123456789abcdef/seats/aaaaaaaaaaaaaaa1",
  });
  expect(due({ rooms }, { candidates: 3, seated: 3 })?.name).toBe("papers");
  const prepared = { candidates: 3, seated: 3, phase: "prepared" } as const;
  expect(due({ rooms }, prepared, null)?.name).toBe("rehearsal");
  expect(due({ rooms }, prepared)?.name).toBe("start");
  expect(due({ rooms }, { ...prepared, phase: "running" })?.name).toBe("collect");
  expect(due({ rooms }, { ...prepared, phase: "closed" }, null)?.name).toBe("release");
  expect(due({ rooms }, { ...prepared, phase: "closed", released: true }, null)).toBeUndefined();
});
test("what to do next is what the first sitting lacks; sittings that lack nothing are passed over", () => {
  const ready = aSitting({ id: "aaaaaaaaaaaaaaa0", candidates: 3, seated: 3, phase: "prepared" });
  const rooms = [aRoom()];
  const next = (...sittings: PlanSitting[]) => nextStep(aPlan({ rooms, sittings }), zh)?.name ?? null;
  expect(next(ready, aSitting({ candidates: 3, seated: 3 }))).toBe("papers");
  expect(next(ready)).toBeNull();
});
test("each matter leads to the page on which it is put right; the server's own has none", () => {
  expect(placeOf("0123456789abcdef", { page: "sittings" })).toBe("/staff/officer/plans/0123456789abcdef");
  expect(placeOf("0123456789abcdef", { page: "staff" })).toBe("/staff/officer/plans/0123456789abcdef/staff");
  expect(placeOf("0123456789abcdef", { page: "seats", sitting: "aaaaaaaa" })).toMatch(/seats\/aaaaaaaa$/);
  expect(placeOf("0123456789abcdef", { page: "server" })).toBeNull();
});
test("after the start nothing is asked for that is past, and the times are told as what was planned", () => {
  const rooms = [aRoom()];
  const sitting = aSitting({ candidates: 3, seated: 3, phase: "running" });
  const steps = stepsOf(aPlan({ rooms }), sitting, { ok: true, ready: true, lines: [] }, zh);
  expect(steps.find(({ name }) => name === "rehearsal")).toMatchObject({
    state: "past",
    sentence: "已开考，不再需要",
  });
  expect(steps[0]?.sentence).toBe("原定 2026-11-23 09:00 开考，90 分钟");
});
test("where a plan stands follows from its sittings", () => {
  const kindOf = (...sittings: Partial<PlanSitting>[]) =>
    standingOf({ sittings: sittings.map(aSitting) }).kind;
  expect(kindOf()).toBe("unscheduled");
  expect(kindOf({ phase: "closed" }, { phase: "prepared" })).toBe("check");
  expect(kindOf({ phase: "closed" }, { phase: "running" })).toBe("running");
  expect(kindOf({ phase: "closed", released: true }, { phase: "closed" })).toBe("release");
  expect(kindOf({ phase: "closed", released: true })).toBe("over");
});
