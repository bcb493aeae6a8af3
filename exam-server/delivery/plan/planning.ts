import { type DrawRefusal, prepareDraw } from "@kaochang/question-bank/assemble.ts";
import type { QualificationChoice, Readiness } from "../../protocol/plan.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { RehearsalReport } from "../../protocol/rehearsal.ts";
import type { Store } from "../../store/store.ts";
import type { Delivery } from "../delivery.ts";
import { openImports } from "./imports.ts";
import { type FormOf, openPapers } from "./papers.ts";
import { openPhotos } from "./photos.ts";
import { openPlans, type Plans } from "./plans.ts";
import { readinessLines } from "./readiness.ts";
import { roomMapsOf } from "./room-maps.ts";
import { type StartFacts, startFacts } from "./start-facts.ts";
import { isSettled, labelOf, type PlanState } from "./state.ts";
import { rightOf } from "./watch-rights.ts";

export interface PlanningParts {
  store: Pick<Store, "plans" | "bank" | "roster">;
  delivery: Pick<Delivery, "sittings" | "room" | "clock" | "reports">;
  wall: () => number;
  monotonic: () => number;
  random: (bytes: number) => Uint8Array;
  qualifications: readonly QualificationChoice[];
  formOf: FormOf;
  lastRehearsal: () => RehearsalReport | null;
  freeDiskBytes: () => number;
  report: (what: string, reason: unknown) => void;
}

/** Everything that officers do before an exam day: plans, rosters, seats, papers, readiness. */
export async function openPlanning(parts: PlanningParts) {
  const { store, delivery, wall, monotonic, report, qualifications } = parts;
  const { sittings, room, clock, reports } = delivery;
  const plans = await openPlans({ ...parts, store: store.plans, sittings });
  const papers = openPapers({ ...parts, plans, sittings, room, clock });
  await papers.catchUp();
  const busy = () =>
    sittings.all().some(({ record, state }) => !record.practice && state.phase === "running");
  const imports = openImports({ plans, busy, monotonic, report });
  const mayWatch = rightOf(plans.records);
  return {
    plans,
    papers,
    imports,
    qualifications,
    wall,
    rightOf: mayWatch,
    photos: openPhotos({ plans, room, sittings, rightOf: mayWatch }),
    roomMaps: roomMapsOf(plans.records),
    /** Outcomes of a sitting, for choosing who takes its make-up. */
    results: reports.results,
    async readiness(plan: string): Promise<Readiness | Refusal> {
      const state = plans.state(plan);
      if (!state) return refuse("not-found");
      const lines = readinessLines(state, {
        bankFaults: await bankFaults(state, parts),
        freeDiskBytes: parts.freeDiskBytes(),
        rehearsal: parts.lastRehearsal(),
        wall: wall(),
      });
      return { ok: true, ready: lines.every(({ level }) => level !== "missing"), lines };
    },
    /** Before 开考; a practice sitting belongs to no plan and lacks nothing. */
    startFacts(id: string): StartFacts {
      const now = labelOf(wall());
      const plan = plans.records().find((one) => one.sittings.some((sitting) => sitting.id === id));
      const state = plan && plans.state(plan.id);
      const sitting = state?.record.sittings.find((one) => one.id === id);
      if (!state || !sitting) return { planned: null, now, entryMinutes: null, chiefs: [], gaps: [] };
      const [freeDiskBytes, rehearsal] = [parts.freeDiskBytes(), parts.lastRehearsal()];
      return startFacts(state, { freeDiskBytes, rehearsal, wall: wall() }, sitting);
    },
    stop: () => imports.stop(),
  };
}

export type Planning = Awaited<ReturnType<typeof openPlanning>>;
export type { Plans };

/** As the message says it in Chinese; several faults are parted as there. */
function inEnglish(refusal: DrawRefusal): string {
  if (refusal.code === "duplicate-id") return `item ids that come twice: ${refusal.ids.join(", ")}`;
  if (refusal.code === "enemies-exhaust-stratum") return "too many items of the bank exclude one another";
  return refusal.shortages
    .map(({ area, type, difficulty, needed, available }) => {
      const kind = [area, type, difficulty].filter((part) => part !== null).join(" ");
      return `area ${kind}: a paper needs up to ${needed}, the bank has ${available}`;
    })
    .join("；");
}

/** Why the bank does not do for a sitting that has no papers yet; looked at once for each form. */
async function bankFaults(
  { record, phaseOf }: PlanState,
  { store, formOf }: Pick<PlanningParts, "store" | "formOf">,
): Promise<Map<string, readonly [string, string]>> {
  const faults = new Map<string, readonly [string, string]>();
  const known = new Map<string, readonly [string, string] | null>();
  for (const { id, test, form } of record.sittings.filter((one) => !isSettled(phaseOf(one.id)))) {
    const name = `${test}/${form}`;
    if (!known.has(name)) {
      const index = await store.bank.index(record.qualification, test);
      const prepared = prepareDraw(index, formOf(record.qualification, test, form).blueprint);
      known.set(name, prepared.ok ? null : [prepared.refusal.message, inEnglish(prepared.refusal)]);
    }
    const fault = known.get(name);
    if (fault) faults.set(id, fault);
  }
  return faults;
}
