import type { PlanCandidate } from "../../protocol/plan.ts";
import {
  AdmissionNumberTaken,
  PlanMoved,
  type PlanRecord,
  type PlanStore,
  type RosterChange,
} from "../plan-store.ts";

type Kept = PlanCandidate & { plan: string };

interface Tables {
  plans: PlanRecord[];
  candidates: Kept[];
}

/** `enrolled`: the id of the candidate who sits under an admission number. */
export function memoryPlans(
  enrolled: (admissionNumber: string) => Promise<{ id: string } | undefined>,
): PlanStore {
  let tables: Tables = { plans: [], candidates: [] };
  const photos = new Map<string, Uint8Array>();

  const takenNumber = async (plan: string, number: string): Promise<boolean> => {
    const planned = tables.candidates.find(({ admissionNumber }) => admissionNumber === number);
    if (planned) return planned.plan !== plan;
    const sitting = await enrolled(number);
    return (
      sitting !== undefined && !tables.candidates.some((one) => one.plan === plan && one.id === sitting.id)
    );
  };

  return {
    plans: async () => structuredClone(tables.plans),
    candidates: async (plan) => structuredClone(candidatesOf(tables, plan)),
    async create(record) {
      if (tables.plans.some(({ id }) => id === record.id)) throw new Error(`the plan ${record.id} is there`);
      tables.plans.push(structuredClone(record));
    },
    async change(next, roster) {
      const changed = structuredClone(tables);
      const index = changed.plans.findIndex(
        ({ id, version }) => id === next.id && version === next.version - 1,
      );
      if (index < 0) throw new PlanMoved(next.id);
      changed.plans[index] = structuredClone(next);
      changed.candidates = withChange(changed.candidates, next.id, structuredClone(roster));
      tables = changed;
    },
    async remove(plan, version) {
      if (!tables.plans.some((one) => one.id === plan && one.version === version)) throw new PlanMoved(plan);
      tables = {
        plans: tables.plans.filter(({ id }) => id !== plan),
        candidates: tables.candidates.filter((one) => one.plan !== plan),
      };
    },
    async takenNumbers(plan, numbers) {
      const taken = await Promise.all(numbers.map((number) => takenNumber(plan, number)));
      return numbers.filter((_, index) => taken[index]);
    },
    async putPhotos(added) {
      for (const { sha256, bytes } of added) if (!photos.has(sha256)) photos.set(sha256, bytes.slice());
    },
    photo: async (sha256) => photos.get(sha256),
    async dropUnusedPhotos(most) {
      const used = new Set(tables.candidates.map(({ photo }) => photo));
      const unused = [...photos.keys()].filter((sha256) => !used.has(sha256)).slice(0, most);
      for (const sha256 of unused) photos.delete(sha256);
      return unused.length;
    },
  };
}

function candidatesOf({ candidates }: Tables, plan: string): PlanCandidate[] {
  return candidates
    .filter((one) => one.plan === plan)
    .map(({ plan: _, ...candidate }) => candidate)
    .sort((a, b) => (a.admissionNumber < b.admissionNumber ? -1 : 1));
}

function withChange(candidates: readonly Kept[], plan: string, { remove, put }: RosterChange): Kept[] {
  const leaving = new Set([...remove, ...put.map(({ id }) => id)]);
  const kept = candidates.filter((one) => one.plan !== plan || !leaving.has(one.id));
  for (const one of put) {
    const same = kept.find(({ admissionNumber }) => admissionNumber === one.admissionNumber);
    if (same) throw new AdmissionNumberTaken(one.admissionNumber);
    if (kept.some((other) => other.plan === plan && other.idNumber === one.idNumber))
      throw new Error("an ID number comes twice in one plan");
    kept.push({ ...one, plan });
  }
  return kept;
}
