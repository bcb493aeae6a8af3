import { readFile } from "node:fs/promises";
import { sha256 } from "@kaochang/question-bank/digest.ts";
import type {
  PlanCandidate,
  PlanChanged,
  PlanFault,
  PlanHead,
  PlanInvalid,
  PlanReply,
  PlanSittingRequest,
  PlanSummary,
  QualificationChoice,
} from "../../protocol/plan.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import { AdmissionNumberTaken, type Photo, type PlanRecord, type PlanStore } from "../../store/plan-store.ts";
import { breath } from "../breath.ts";
import { serialQueue } from "../serial-queue.ts";
import type { Sittings } from "../sittings.ts";
import { headFaults } from "./head-rules.ts";
import { changeSittings } from "./sitting-rules.ts";
import {
  invalid,
  isSettled,
  labelOf,
  type PlanEdit,
  type PlanPhase,
  type PlanRule,
  type PlanState,
  planSummary,
  planView,
} from "./state.ts";

export interface PlansParts {
  store: PlanStore;
  sittings: Pick<Sittings, "get" | "withdrawalOf">;
  wall: () => number;
  random: (bytes: number) => Uint8Array;
  qualifications: readonly QualificationChoice[];
  report: (what: string, reason: unknown) => void;
}

export type PlanAnswer = PlanReply | PlanInvalid | PlanChanged | Refusal;

interface Kept {
  record: PlanRecord;
  candidates: readonly PlanCandidate[];
}

/**
 * The exam plans of this server, kept in memory as they stand on disk. Changes go one after the other; each
 * is decided on the plan as it is then, under the version that its sender has seen.
 */
export async function openPlans({ store, sittings, wall, random, qualifications, report }: PlansParts) {
  const kept = new Map<string, Kept>();
  const preparing = new Set<string>();
  const queue = serialQueue();
  /** Photos are written before the candidates who have them: nobody may clear up in between. */
  const photoQueue = serialQueue();
  /** A few at a time, because what is deleted here must hold up nobody's answers. */
  const clearPhotos = () =>
    photoQueue.run(async () => {
      while ((await store.dropUnusedPhotos(photosAtOnce)) === photosAtOnce) await breath();
    });
  // Those of imports that a stop cut short, and of candidates who went just before it.
  await clearPhotos();
  for (const record of await store.plans()) {
    kept.set(record.id, { record, candidates: await store.candidates(record.id) });
  }

  /** Papers that were taken back stay the plan's until it says so. */
  const drawnOf = (sitting: string): PlanPhase | undefined =>
    sittings.get(sitting)?.state.phase ?? (sittings.withdrawalOf(sitting) && "prepared");
  const phaseOf = (sitting: string): PlanPhase =>
    preparing.has(sitting) ? "preparing" : (drawnOf(sitting) ?? "planned");
  const isReleased = (sitting: string): boolean => (sittings.get(sitting)?.state.released ?? null) !== null;
  const stateOf = (plan: Kept): PlanState => ({
    ...plan,
    phaseOf,
    isReleased,
    now: labelOf(wall()),
    qualifications,
  });
  const hex = (bytes: number) => Buffer.from(random(bytes)).toString("hex");
  const reply = (plan: Kept): PlanReply => ({ ok: true, plan: planView(stateOf(plan)) });
  const changed = (plan: Kept): PlanChanged => ({ ok: false, code: "plan-changed", ...planOf(plan) });
  const planOf = (plan: Kept) => ({ plan: planView(stateOf(plan)) });

  const write = async (before: Kept, edit: PlanEdit, by: string): Promise<Kept> => {
    const record = {
      ...(edit.record ?? before.record),
      version: before.record.version + 1,
      changedBy: by,
      changedAt: wall(),
    };
    const roster = { remove: edit.remove ?? [], put: edit.put ?? [] };
    await store.change(record, roster);
    const after = { record, candidates: withChange(before.candidates, roster) };
    kept.set(record.id, after);
    // Not waited for: whoever changes the roster may be the one whose turn it is with the photos.
    if (losesPhotos(before, after)) {
      clearPhotos().catch((reason) => report("photos of candidates who left are still there", reason));
    }
    return after;
  };

  const removePlan = async (id: string, version: number): Promise<{ ok: true } | PlanChanged | Refusal> => {
    const plan = kept.get(id);
    if (!plan) return refuse("not-found");
    if (plan.record.version !== version) return changed(plan);
    if (plan.record.sittings.some((sitting) => isSettled(phaseOf(sitting.id)))) {
      return refuse("sitting-prepared");
    }
    await store.remove(id, version);
    kept.delete(id);
    return { ok: true };
  };

  return {
    list: (): PlanSummary[] =>
      [...kept.values()]
        .sort((a, b) => (a.record.opens > b.record.opens ? -1 : 1))
        .map((plan) => planSummary(stateOf(plan))),
    /** The plan as it is now; undefined when there is none. */
    state(id: string): PlanState | undefined {
      const plan = kept.get(id);
      return plan && stateOf(plan);
    },
    /** Every plan's record, for what concerns all of them. */
    records: (): PlanRecord[] => [...kept.values()].map(({ record }) => record),
    /** When a sitting is planned to begin, by the clock on the wall; null where it is in no plan. */
    beginsOf(sitting: string): string | null {
      for (const { record } of kept.values()) {
        const found = record.sittings.find(({ id }) => id === sitting);
        if (found) return found.begins;
      }
      return null;
    },
    get(id: string): PlanReply | Refusal {
      const plan = kept.get(id);
      return plan ? reply(plan) : refuse("not-found");
    },
    photo: (sha256: string) => store.photo(sha256),
    /** The photo's name of a candidate of any plan; null without one. */
    photoNameOf(candidate: string): string | null {
      for (const { candidates } of kept.values()) {
        const found = candidates.find(({ id }) => id === candidate);
        if (found) return found.photo;
      }
      return null;
    },
    takenNumbers: store.takenNumbers,
    phaseOf,

    create: (head: PlanHead, sittings: readonly PlanSittingRequest[], by: string): Promise<PlanAnswer> =>
      queue.run(async () => {
        const id = hex(8);
        const empty: PlanRecord = {
          ...head,
          id,
          version: 1,
          changedBy: by,
          changedAt: wall(),
          secret: hex(32),
          admissionPrefix: freePrefix(
            head,
            [...kept.values()].map(({ record }) => record),
          ),
          sittings: [],
          rooms: [],
          staff: [],
        };
        const scheduled = changeSittings(sittings)(stateOf({ record: empty, candidates: [] }));
        const faults = [...headFaults(head, qualifications), ...faultsIn(scheduled)];
        if (faults.length > 0) return invalid(faults);
        const record = scheduled.ok ? (scheduled.record ?? empty) : empty;
        await store.create(record);
        const plan = { record, candidates: [] };
        kept.set(id, plan);
        return reply(plan);
      }),

    /**
     * Carries a change out, or says why not; nothing else changes the plan meanwhile. `version`: the one that its
     * sender has seen; null for what the server itself adds, whatever the version.
     */
    change: (id: string, version: number | null, by: string, rule: PlanRule): Promise<PlanAnswer> =>
      queue.run(async () => {
        const plan = kept.get(id);
        if (!plan) return refuse("not-found");
        if (version !== null && plan.record.version !== version) return changed(plan);
        const edit = rule(stateOf(plan));
        if (!edit.ok) return edit;
        const taken = await store.takenNumbers(
          id,
          (edit.put ?? []).map((one) => one.admissionNumber),
        );
        if (taken.length > 0) return invalid(taken.map(takenFault));
        try {
          return reply(await write(plan, edit, by));
        } catch (failure) {
          if (failure instanceof AdmissionNumberTaken) return invalid([takenFault(failure.admissionNumber)]);
          throw failure;
        }
      }),

    /** Why a change would be refused now; null when it would not. */
    refusal(id: string, version: number, rule: PlanRule): PlanInvalid | PlanChanged | Refusal | null {
      const plan = kept.get(id);
      if (!plan) return refuse("not-found");
      if (plan.record.version !== version) return changed(plan);
      const edit = rule(stateOf(plan));
      return edit.ok ? null : edit;
    },

    async remove(id: string, version: number): Promise<{ ok: true } | PlanChanged | Refusal> {
      const removed = await queue.run(() => removePlan(id, version));
      if (removed.ok) await clearPhotos();
      return removed;
    },

    /** Runs what adds photos and then gives them to candidates. */
    withPhotos: photoQueue.run,
    /**
     * Adds photos that lie in files, a few at a time, because what is written here must hold up nobody's answers;
     * returns their names.
     */
    async keepPhotoFiles(files: readonly string[]): Promise<string[]> {
      const names: string[] = [];
      for (let from = 0; from < files.length; from += photosAtOnce) {
        const photos = await Promise.all(files.slice(from, from + photosAtOnce).map(named));
        await store.putPhotos(photos);
        names.push(...photos.map((photo) => photo.sha256));
      }
      return names;
    },
    async keepPhoto(bytes: Uint8Array): Promise<string> {
      const name = sha256(bytes);
      await store.putPhotos([{ sha256: name, bytes }]);
      return name;
    },

    /** Marks a sitting as being prepared, so that nothing it rests on changes; the function ends it. */
    beginPreparing(sitting: string): () => void {
      preparing.add(sitting);
      return () => preparing.delete(sitting);
    },
    hex,
  };
}

const photosAtOnce = 50;

async function named(file: string): Promise<Photo> {
  const bytes = await readFile(file);
  return { sha256: sha256(bytes), bytes };
}

export type Plans = Awaited<ReturnType<typeof openPlans>>;

/** Whether somebody's photo is nobody's any more. */
function losesPhotos(before: Kept, after: Kept): boolean {
  const left = new Set(after.candidates.map(({ photo }) => photo));
  return before.candidates.some(({ photo }) => photo !== null && !left.has(photo));
}

function withChange(
  candidates: readonly PlanCandidate[],
  { remove, put }: { remove: readonly string[]; put: readonly PlanCandidate[] },
): readonly PlanCandidate[] {
  if (remove.length === 0 && put.length === 0) return candidates;
  const leaving = new Set([...remove, ...put.map(({ id }) => id)]);
  return [...candidates.filter(({ id }) => !leaving.has(id)), ...put].sort((a, b) =>
    a.admissionNumber < b.admissionNumber ? -1 : 1,
  );
}

function faultsIn(edit: ReturnType<PlanRule>): PlanFault[] {
  return "faults" in edit ? edit.faults : [];
}

function takenFault(number: string) {
  return { where: "", sentence: `准考证号 ${number} 已经属于别的考生` };
}

/** Date of the window and a running number of two digits. */
function freePrefix({ opens }: PlanHead, records: readonly PlanRecord[]): string {
  const day = opens.slice(2, 10).replaceAll("-", "");
  const used = new Set(records.map(({ admissionPrefix }) => admissionPrefix));
  for (let serial = 1; ; serial += 1) {
    const prefix = `${day}${String(serial).padStart(2, "0")}`;
    if (!used.has(prefix)) return prefix;
  }
}
