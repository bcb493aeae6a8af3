import type { QualificationChoice } from "@kaochang/exam-server/protocol/plan.ts";
import { expect, test } from "vitest";
import { aSitting } from "./plan.fixture.ts";
import { freeTitle, furtherSitting, tomorrow, usualHead, usualSitting } from "./usual.ts";

const qualification: QualificationChoice = {
  qualification: "ecommerce-l3",
  title: "电子商务师三级",
  tests: [
    {
      test: "theory",
      title: "理论知识考试",
      minutes: 90,
      forms: [{ form: "form-100", title: "100 题", items: 100 }],
    },
    { test: "skills", title: "专业技能考核", minutes: 120, forms: [] },
  ],
};
const [theory, skills] = qualification.tests;

test("a new plan is tomorrow's, named as centres name theirs", () => {
  const now = new Date(2026, 10, 30, 17).getTime();
  expect(tomorrow(now)).toBe("2026-12-01");
  expect(usualHead(qualification, now)).toMatchObject({
    title: "20261201电子商务师三级",
    opens: "2026-12-01T09:00",
    closes: "2026-12-01T16:30",
  });
});
test("theory begins with the window, skills in the afternoon or with a later window", () => {
  if (!theory || !skills) throw new Error("no tests");
  const begins = (opens: string) =>
    [theory, skills].map((one) => usualSitting(one, opens, "00000000").begins);
  expect(begins("2026-12-01T09:00")).toEqual(["2026-12-01T09:00", "2026-12-01T13:30"]);
  expect(begins("2026-12-01T15:00")).toEqual(["2026-12-01T15:00", "2026-12-01T15:00"]);
  expect(usualSitting(theory, "2026-12-01T09:00", "00000000")).toMatchObject({
    form: "form-100",
    minutes: 90,
    entryCloses: 30,
    handInOpens: 30,
  });
});
test("a further sitting has a name that is free and begins after the others, never in the past", () => {
  if (!theory) throw new Error("no tests");
  const sittings = [aSitting({ begins: "2026-12-01T09:00", minutes: 90 })];
  const plan = { opens: "2026-12-01T09:00", closes: "2026-12-01T16:30", sittings };
  const at = (hour: number, minute = 0) => new Date(2026, 11, 1, hour, minute).getTime();
  const proposed = (now: number, one = plan) => furtherSitting(one, theory, "regular", now, "00000000");
  expect(proposed(at(8))).toMatchObject({ title: "理论知识考试 第2场", begins: "2026-12-01T10:30" });
  expect(proposed(at(14, 5)).begins).toBe("2026-12-01T14:30");
  expect(proposed(at(14, 5), { ...plan, sittings: [] })).toMatchObject({
    title: "理论知识考试",
    begins: "2026-12-01T14:30",
  });
  const full = [aSitting({ begins: "2026-12-01T09:00", minutes: 460 })];
  expect(proposed(at(10, 10), { ...plan, sittings: full }).begins).toBe("2026-12-01T10:30");
});
test("make-up sittings are named so, each by a name of its own", () => {
  if (!theory) throw new Error("no tests");
  expect(freeTitle(theory, "make-up", [])).toBe("理论知识考试 补考");
  expect(freeTitle(theory, "make-up", [{ title: "理论知识考试 补考" }])).toBe("理论知识考试 补考2");
});
