import type { Recheck, SittingEvent, SittingState } from "../../attempt/sitting.ts";
import type { AttemptState, Now } from "../../attempt/state.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";

type Opened = Exclude<SittingState, { phase: "none" }>;

/** One attempt of a sitting as a release sees it; `state` is null where its log does not hold. */
export interface Attempted {
  admissionNumber: string;
  state: Pick<AttemptState, "phase"> | AttemptState | null;
}

/** Most candidates that a sentence names. */
const mostNamed = 5;

/** What keeps a sitting's results from being released, as sentences for the officer; none where nothing does. */
export function hindrances(phase: Opened["phase"], attempts: readonly Attempted[]): string[] {
  if (phase !== "closed") return ["场次还没有结束：全部交卷后结束本场，或等考试时间到，之后才能发布成绩。"];
  const unmarked = attempts.filter(({ state }) => !isMarked(state));
  const waiting = attempts.filter(({ state }) => waits(state));
  return [
    ...(unmarked.length > 0
      ? [`有 ${unmarked.length} 份作答没有评分（${namesOf(unmarked)}）：请联系技术人员查明原因后再发布。`]
      : []),
    ...(waiting.length > 0
      ? [
          `有 ${waiting.length} 名考生的答案还没有决定是否采用（${namesOf(waiting)}）：请监考人员先在监考页决定。`,
        ]
      : []),
  ];
}

function isMarked(state: Attempted["state"]): boolean {
  return state?.phase === "closed" && "outcome" in state && state.outcome !== null;
}

function waits(state: Attempted["state"]): boolean {
  return state !== null && "quarantine" in state && state.quarantine.length > 0;
}

function namesOf(attempts: readonly Attempted[]): string {
  const named = attempts.slice(0, mostNamed).map(({ admissionNumber }) => admissionNumber);
  return `准考证号 ${named.join("、")}${attempts.length > mostNamed ? " 等" : ""}`;
}

/** Wall clock until which a re-check may be asked for. A label of days: exam time stands still while the server is off. */
export function recheckUntil(releasedWall: number, days: number): number {
  return releasedWall + days * 86_400_000;
}

/** Whether an attempt's candidate may ask for a re-check now, and why not. */
export function recheckRefusal(
  { released, rechecks }: Pick<Opened, "released" | "rechecks">,
  attempt: string,
  days: number,
  { wall }: Pick<Now, "wall">,
): Refusal | null {
  if (released === null) return refuse("not-released");
  if (rechecks[attempt]) return refuse("recheck-asked");
  return wall > recheckUntil(released.wall, days) ? refuse("recheck-over") : null;
}

/** An answer is given once and stands: the candidate may have read it. */
export function answerRecheck(
  recheck: Recheck | undefined,
  data: Extract<SittingEvent, { type: "recheck-answered" }>["data"],
): SittingEvent | Refusal {
  if (!recheck || recheck.answer !== null) return refuse("no-recheck");
  return { type: "recheck-answered", data };
}
