import { isDeepStrictEqual } from "node:util";
import type { PlanCandidate, PlanFault, PlanSittingRequest } from "../../protocol/plan.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import { outsideWindow } from "./head-rules.ts";
import { invalid, isSettled, type PlanRule, type PlanState, readable, withUsualTerms } from "./state.ts";

/** Changes the whole list of sittings; candidates lose their places in those that go. */
export function changeSittings(asked: readonly PlanSittingRequest[]): PlanRule {
  return (state) => {
    const faults = [
      ...asked.flatMap((one, index) => sittingFaults(state, asked, one, index)),
      ...goneFaults(state, asked),
    ];
    if (faults.length > 0) return invalid(faults);
    const before = new Map(state.record.sittings.map((one) => [one.id, one]));
    const sittings = asked.map((one): KeptSitting => {
      const { seatDraw = null, repeats = null, withdrawals = [] } = before.get(one.id) ?? {};
      return { ...one, seatDraw, repeats, ...(withdrawals.length > 0 && { withdrawals }) };
    });
    const known = new Set(asked.map(({ id }) => id));
    const staff = state.record.staff.flatMap((one) => {
      const left = one.sittings?.filter((id) => known.has(id)) ?? null;
      return left?.length === 0 ? [] : [{ ...one, sittings: left }];
    });
    return { ok: true, record: { ...state.record, sittings, staff }, put: movedCandidates(state, sittings) };
  };
}

function sittingFaults(
  state: PlanState,
  asked: readonly PlanSittingRequest[],
  one: PlanSittingRequest,
  index: number,
): PlanFault[] {
  const at = (field: string, sentence: string): PlanFault => ({
    where: `sittings.${index}.${field}`,
    sentence,
  });
  const before = state.record.sittings.find(({ id }) => id === one.id);
  if (before && isSettled(state.phaseOf(one.id))) return settledFaults(state, before, one, at);
  const faults: PlanFault[] = [];
  if (asked.some((other, place) => place < index && other.id === one.id))
    faults.push(at("id", "场次编号重复"));
  if (asked.some((other, place) => place < index && other.title === one.title)) {
    faults.push(at("title", `已经有名为“${one.title}”的场次，请换一个名称`));
  }
  if (before && before.test !== one.test) faults.push(at("test", "场次的考核不能改，请删除后新建"));
  if (!formOf(state, one)) faults.push(at("form", "没有这个卷型，请重新选择"));
  return [...faults, ...timeFaults(state, before, one, at)];
}

type At = (field: string, sentence: string) => PlanFault;

function timeFaults(
  { record, now }: PlanState,
  before: KeptSitting | undefined,
  { begins, minutes, entryCloses, handInOpens, start }: PlanSittingRequest,
  at: At,
): PlanFault[] {
  const faults: PlanFault[] = [];
  const outside = outsideWindow(begins, record);
  if (outside !== null) faults.push(at("begins", `本场${outside}`));
  if (begins !== before?.begins && begins < now) {
    faults.push(at("begins", `开考时间 ${readable(begins)} 已经过去，现在是 ${readable(now)}`));
  }
  if (handInOpens > minutes)
    faults.push(at("handInOpens", "可以交卷的时间晚于考试结束，没有人能提前交卷：请改小"));
  if (start === "own" && entryCloses === null)
    faults.push(at("entryCloses", "自行开始的场次要有最晚开始的时间：请填写开放后多少分钟停止"));
  if (start === "common" && entryCloses !== null && entryCloses > minutes)
    faults.push(at("entryCloses", "停止入场的时间晚于考试结束：请改小"));
  return faults;
}

/** Papers are drawn under these terms. Only the hour on the wall may move, until it has begun. */
function settledFaults(state: PlanState, before: KeptSitting, one: PlanSittingRequest, at: At): PlanFault[] {
  const { seatDraw: _, repeats: __, withdrawals: ___, ...terms } = before;
  const sentence = `“${before.title}”的试卷已经抽好，不能再改`;
  const meant = withUsualTerms({ ...one });
  if (!isDeepStrictEqual(withUsualTerms({ ...terms, begins: one.begins }), meant))
    return [at("id", sentence)];
  if (one.begins === before.begins) return [];
  if (state.phaseOf(one.id) !== "prepared") return [at("begins", "本场已经开考或正在抽卷，开考时间不能再改")];
  return timeFaults(state, before, one, at);
}

function goneFaults(state: PlanState, asked: readonly PlanSittingRequest[]): PlanFault[] {
  const known = new Set(asked.map(({ id }) => id));
  return state.record.sittings
    .filter(({ id }) => !known.has(id) && isSettled(state.phaseOf(id)))
    .map(({ title }) => ({ where: "sittings", sentence: `“${title}”的试卷已经抽好，不能删除` }));
}

function formOf({ record, qualifications }: PlanState, { test, form }: PlanSittingRequest) {
  const tests = qualifications.find(({ qualification }) => qualification === record.qualification)?.tests;
  return tests?.find((one) => one.test === test)?.forms.find((one) => one.form === form);
}

/** Takes away places in sittings that are gone; gives everyone a place in the first regular sitting of a test. */
function movedCandidates(
  { record, candidates }: PlanState,
  sittings: readonly KeptSitting[],
): PlanCandidate[] {
  const known = new Set(sittings.map(({ id }) => id));
  const had = new Set(record.sittings.filter(({ kind }) => kind === "regular").map(({ test }) => test));
  const firsts = onlyRegular(sittings).filter(({ test }) => !had.has(test));
  return candidates.flatMap((one) => {
    const left = one.places.filter(({ sitting }) => known.has(sitting));
    const places = [...left, ...firsts.map(({ id }) => ({ sitting: id, room: null, seat: null }))];
    return places.length === one.places.length && firsts.length === 0 ? [] : [{ ...one, places }];
  });
}

/** The regular sittings that are the only one of their test: everybody takes them. */
export function onlyRegular(sittings: readonly KeptSitting[]): KeptSitting[] {
  const regular = sittings.filter(({ kind }) => kind === "regular");
  return regular.filter(({ id, test }) => !regular.some((other) => other.id !== id && other.test === test));
}
