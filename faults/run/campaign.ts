import type { OpenPage } from "../seat/page.ts";
import type { Scheduled } from "./schedule.ts";
import { holdSitting, type Verdict } from "./sitting.ts";

/** Most of a sitting is waiting: three servers with fifty candidates each keep two cores about half busy. */
const atOnce = 3;

export interface Campaign {
  verdicts: Verdict[];
  /** Sittings that could not be held: the suite's own failures, or a server that did not start again. */
  failures: string[];
}

/** Holds all sittings, a few at a time. */
export async function runAll(
  plans: readonly Scheduled[],
  openPage: OpenPage,
  told: (verdicts: readonly Verdict[]) => void,
): Promise<Campaign> {
  const campaign: Campaign = { verdicts: [], failures: [] };
  const waiting = [...plans];
  const worker = async () => {
    for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
      try {
        const verdicts = await holdSitting({ ...plan, openPage, make: await plan.make() });
        campaign.verdicts.push(...verdicts);
        told(verdicts);
      } catch (failure) {
        const what = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
        campaign.failures.push(`${plan.seed}: ${what}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return campaign;
}
