import type {
  Plan,
  PlanHead,
  PlanSitting,
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

/** As the site's wall clock writes moments: "2026-05-29T13:30". */
function labelOf(moment: number): string {
  const at = new Date(moment);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

const stepMs = 30 * 60_000;
/** The next full or half hour, at the moment itself when it is one. */
const halfHour = (moment: number) => Math.ceil(moment / stepMs) * stepMs;

const endOf = ({ begins, minutes }: Pick<PlanSitting, "begins" | "minutes">) =>
  new Date(begins).getTime() + minutes * 60_000;

/** After the plan's last sitting and not before now; the window's first moment where that would be beyond it. */
function freeBegin({ opens, closes, sittings }: Pick<Plan, "opens" | "closes" | "sittings">, now: number) {
  const after = Math.max(new Date(opens).getTime(), ...sittings.map(endOf));
  const latest = labelOf(halfHour(Math.max(after, now)));
  if (latest < closes) return latest;
  const soon = labelOf(halfHour(now));
  return soon > opens && soon < closes ? soon : opens;
}

/** "理论知识考试", then "理论知识考试 第2场"; make-ups "理论知识考试 补考", "… 补考2": the first that is free. */
export function freeTitle(
  { title }: Pick<TestChoice, "title">,
  kind: PlanSitting["kind"],
  sittings: readonly Pick<PlanSitting, "title">[],
): string {
  const named = (n: number) => {
    if (kind === "make-up") return `${title} 补考${n === 1 ? "" : n}`;
    return n === 1 ? title : `${title} 第${n}场`;
  };
  const taken = new Set(sittings.map((one) => one.title));
  for (let n = 1; ; n += 1) if (!taken.has(named(n))) return named(n);
}

/** A sitting beside those that the plan has: a name and a time that are free. */
export function furtherSitting(
  plan: Pick<Plan, "opens" | "closes" | "sittings">,
  test: TestChoice,
  kind: PlanSitting["kind"],
  now: number,
  id: string,
): PlanSittingRequest {
  const begins =
    plan.sittings.length === 0 && usualBegin(test.test, plan.opens) > labelOf(now)
      ? usualBegin(test.test, plan.opens)
      : freeBegin(plan, now);
  return { ...usualSitting(test, plan.opens, id), kind, title: freeTitle(test, kind, plan.sittings), begins };
}

const afternoon = "13:30";

function usualBegin(test: TestChoice["test"], opens: string): string {
  const later = `${opens.slice(0, 10)}T${afternoon}`;
  return test === "skills" && later > opens ? later : opens;
}

/** A sitting of a test with the terms that centres use: entry until 30 minutes, hand-in from 30 minutes, 10 seconds for answers under way. */
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
    graceSeconds: 10,
    start: "common",
  };
}
