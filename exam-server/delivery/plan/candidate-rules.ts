import type { CandidateForm, CandidatePlace, PlanCandidate, PlanFault } from "../../protocol/plan.ts";
import { refuse } from "../../protocol/refusal.ts";
import { foldNumber } from "../../store/fold-number.ts";
import { nextAdmissionNumbers } from "./admission-numbers.ts";
import { candidateFaults, rosterIndex, settledFaults } from "./candidate-faults.ts";
import { onlyRegular } from "./sitting-rules.ts";
import { invalid, isSettled, type PlanRule, type PlanState } from "./state.ts";

/** Adds one candidate under this id. */
export function addCandidate(form: CandidateForm, id: string): PlanRule {
  return (state) => {
    const places = form.places.length > 0 ? form.places : usualPlaces(state);
    return written(state, { ...folded(state, form), places, id, photo: null });
  };
}

export function changeCandidate(id: string, form: CandidateForm): PlanRule {
  return (state) => {
    const before = state.candidates.find((one) => one.id === id);
    if (!before) return refuse("not-found");
    return written(state, { ...folded(state, form), id, photo: before.photo }, before);
  };
}

export function setPhoto(id: string, photo: string): PlanRule {
  return ({ candidates }) => {
    const before = candidates.find((one) => one.id === id);
    return before ? { ok: true, put: [{ ...before, photo }] } : refuse("not-found");
  };
}

/** Takes candidates off the roster; null: everyone. Whoever has a paper stays. */
export function removeCandidates(ids: readonly string[] | null): PlanRule {
  return (state) => {
    const leaving = state.candidates.filter(({ id }) => ids === null || ids.includes(id));
    const settled = leaving.filter(({ places }) =>
      places.some(({ sitting }) => isSettled(state.phaseOf(sitting))),
    );
    if (settled.length === 0) return { ok: true, remove: leaving.map(({ id }) => id) };
    const names = settled
      .slice(0, 5)
      .map(({ name }) => name)
      .join("、");
    return invalid([
      { where: "candidates", sentence: `${settled.length} 名考生（${names}…）已经抽好试卷，不能删除` },
    ]);
  };
}

/** Who takes a sitting: in with some without a seat yet, out with others. */
export function changeTakers(sitting: string, add: readonly string[], remove: readonly string[]): PlanRule {
  return (state) => {
    const known = state.record.sittings.find(({ id }) => id === sitting);
    if (!known) return refuse("not-found");
    if (isSettled(state.phaseOf(sitting))) return refuse("sitting-prepared");
    const [coming, going] = [new Set(add), new Set(remove)];
    const index = rosterIndex(state.candidates);
    const faults: PlanFault[] = [];
    const put = state.candidates.flatMap((one) => {
      const left = one.places.filter((place) => place.sitting !== sitting || !going.has(one.id));
      const comes = coming.has(one.id) && !left.some((place) => place.sitting === sitting);
      const places: CandidatePlace[] = comes ? [...left, { sitting, room: null, seat: null }] : left;
      if (!comes && left.length === one.places.length) return [];
      for (const { sentence } of candidateFaults(state, index, { ...one, places }, one.id)) {
        faults.push({ where: "add", sentence: `${one.name}：${sentence}` });
      }
      return [{ ...one, places }];
    });
    return faults.length > 0 ? invalid(faults.slice(0, 20)) : { ok: true, put };
  };
}

/** A place in each regular sitting that is the only one of its test and has no papers yet. */
export function usualPlaces({ record, phaseOf }: PlanState): CandidatePlace[] {
  return onlyRegular(record.sittings)
    .filter(({ id }) => !isSettled(phaseOf(id)))
    .map(({ id }) => ({ sitting: id, room: null, seat: null }));
}

function folded({ record, candidates }: PlanState, form: CandidateForm): CandidateForm {
  const given = foldNumber(form.admissionNumber);
  const [made = ""] = given === "" ? nextAdmissionNumbers(record.admissionPrefix, candidates, 1) : [];
  return { ...form, admissionNumber: given || made, idNumber: foldNumber(form.idNumber) };
}

function written(state: PlanState, next: PlanCandidate, before?: PlanCandidate): ReturnType<PlanRule> {
  const faults = [
    ...candidateFaults(state, rosterIndex(state.candidates), next, next.id),
    ...settledFaults(state, before, next),
  ];
  if (faults.length === 0) return { ok: true, put: [next] };
  return invalid(faults.map(({ field, sentence }) => ({ where: `candidate.${field}`, sentence })));
}
