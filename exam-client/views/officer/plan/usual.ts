import type {
  PlanHead,
  PlanSittingRequest,
  QualificationChoice,
  TestChoice,
} from "@kaochang/exam-server/protocol/plan.ts";

const two = (value: number) => String(value).padStart(2, "0");

/** The day after `now` in the browser's zone, e.g. "2026-05-29". */
export function tomorrow(now: number): string {
  const today = new Date(now);
  const at = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1);
  return [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
}

/** As centres name their plans: "20210529电子商务师三级". */
export function usualTitle(opens: string, qualification: QualificationChoice | undefined): string {
  return `${opens.slice(0, 10).replaceAll("-", "")}${qualification?.title ?? ""}`;
}

/** Tomorrow from nine to half past four: theory in the morning, skills in the afternoon. */
export function usualHead(qualification: QualificationChoice | undefined, now: number): PlanHead {
  const day = tomorrow(now);
  const opens = `${day}T09:00`;
  return {
    title: usualTitle(opens, qualification),
    qualification: qualification?.qualification ?? "",
    opens,
    closes: `${day}T16:30`,
    site: "",
    address: "",
    notes: "",
  };
}

const afternoon = "13:30";

function usualBegin(test: TestChoice["test"], opens: string): string {
  const later = `${opens.slice(0, 10)}T${afternoon}`;
  return test === "skills" && later > opens ? later : opens;
}

/** A sitting of a test with the terms that centres use: entry until 30 minutes, hand-in from 30 minutes. */
export function usualSitting(test: TestChoice, opens: string, id: string): PlanSittingRequest {
  return {
    id,
    title: test.title,
    test: test.test,
    form: test.forms[0]?.form ?? "",
    kind: "regular",
    begins: usualBegin(test.test, opens),
    minutes: test.minutes,
    entryCloses: 30,
    handInOpens: 30,
    graceSeconds: 60,
    start: "common",
  };
}
