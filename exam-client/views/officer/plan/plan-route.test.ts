import { expect, test } from "vitest";
import { parsePlanRoute, planPath, planSections } from "./plan-route.ts";

const plan = "0123456789abcdef";

test("each page of a plan is found again by its path", () => {
  for (const section of planSections)
    expect(parsePlanRoute(planPath(plan, section))).toEqual({ page: "plan", plan, section, sitting: null });
  expect(parsePlanRoute(planPath(plan, "seats", "00ff00ff"))).toMatchObject({ sitting: "00ff00ff" });
  expect(parsePlanRoute("/staff/officer/plans")).toEqual({ page: "plans" });
  expect(parsePlanRoute("/staff/officer/plans/new")).toEqual({ page: "new-plan" });
});
test.each([
  "/staff/officer/planszz",
  `/staff/officer/plans/${plan}/nothing`,
  "/staff/officer/plans/xyz",
  "/staff",
])("%s is none of them", (path) => expect(parsePlanRoute(path)).toBeNull());
