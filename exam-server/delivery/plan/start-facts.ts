import type { ReadinessLine } from "../../protocol/plan.ts";
import { besideEachOther, type StartCheck, type StartGap } from "../../protocol/start.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import { chiefsOf } from "./chiefs.ts";
import { readinessLines, type Surroundings } from "./readiness.ts";
import type { PlanState } from "./state.ts";

/** What there is to know before a sitting is started, whoever asks. */
export type StartFacts = Omit<StartCheck, "ok" | "may">;

/** Of a planned sitting whose papers are drawn: the bank is looked at no more. Pure. */
export function startFacts(
  state: PlanState,
  around: Omit<Surroundings, "bankFaults">,
  sitting: KeptSitting,
): StartFacts {
  const lines = readinessLines(state, { ...around, bankFaults: new Map() });
  const missing = lines.filter(({ level, link }) => {
    return level === "missing" && (link.sitting === undefined || link.sitting === sitting.id);
  });
  const gaps = new Map([...early(sitting, state.now), ...missing.map(gapOf)].map((gap) => [gap.id, gap]));
  const chiefs = chiefsOf(state, sitting).map(({ name, username }) => (name === "" ? username : name));
  const { begins, entryCloses } = sitting;
  return { planned: begins, now: state.now, entryMinutes: entryCloses, chiefs, gaps: [...gaps.values()] };
}

function early({ begins }: KeptSitting, now: string): StartGap[] {
  if (now >= begins) return [];
  const [planned, present] = besideEachOther(begins, now);
  return [
    {
      id: "early",
      sentence: `还没有到计划的开考时间：计划 ${planned}，现在 ${present}`,
      english: `It is earlier than planned: planned for ${planned}, now ${present}`,
    },
  ];
}

function gapOf({ check, sentence, english, link }: ReadinessLine): StartGap {
  const id = link.room === undefined ? check : `${check}:${link.room}`;
  // Its line names a candidate.
  if (check === "overlap") return { id, ...withoutNames };
  return { id, sentence, english };
}

const withoutNames = {
  sentence: "本场和另一个场次时间重叠，有考生两场都要考",
  english: "This sitting and another one overlap, and some take both",
};

/** Those among the gaps that nobody has acknowledged. */
export function unacknowledged(gaps: readonly StartGap[], acknowledged: readonly string[]): StartGap[] {
  const known = new Set(acknowledged);
  return gaps.filter(({ id }) => !known.has(id));
}
