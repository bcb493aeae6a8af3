import type { CandidateForm, CandidatePlace, PlanCandidate, RosterField } from "../../protocol/plan.ts";
import { seatsOf } from "../../protocol/seat-map.ts";
import { checkIdNumber } from "../../roster/id-number.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import { isSettled, overlap, type PlanState } from "./state.ts";

/** One thing wrong with a candidate: of which field, and why. */
export interface CandidateFault {
  field: RosterField;
  sentence: string;
}

type Candidates = readonly PlanCandidate[];

export interface Seated extends CandidatePlace {
  room: string;
  seat: number;
}

export function isSeated(place: CandidatePlace): place is Seated {
  return place.room !== null && place.seat !== null;
}

/** Who has which number and which seat, to be asked for thousands of rows; grows as rows are taken. */
export interface RosterIndex {
  byAdmission: Map<string, Owner>;
  byIdNumber: Map<string, Owner>;
  bySeat: Map<string, Owner>;
}

export interface Owner {
  id: string;
  name: string;
  /** Where it stands in a file, e.g. "第 17 行"; null: in the plan already. */
  row: string | null;
}

export function seatKey({ sitting, room, seat }: Seated): string {
  return `${sitting}/${room}/${seat}`;
}

export function rosterIndex(candidates: Candidates): RosterIndex {
  const index: RosterIndex = { byAdmission: new Map(), byIdNumber: new Map(), bySeat: new Map() };
  for (const one of candidates) addToIndex(index, one, { id: one.id, name: one.name, row: null });
  return index;
}

export function addToIndex(index: RosterIndex, form: CandidateForm, owner: Owner): void {
  index.byAdmission.set(form.admissionNumber, owner);
  index.byIdNumber.set(form.idNumber, owner);
  for (const place of form.places) if (isSeated(place)) index.bySeat.set(seatKey(place), owner);
}

/** Everything that keeps a candidate off the roster. `id`: the candidate's own, who is in no one's way. */
export function candidateFaults(
  state: PlanState,
  index: RosterIndex,
  form: CandidateForm,
  id: string | null,
): CandidateFault[] {
  const checked = checkIdNumber(form.idType, form.idNumber, state.now.slice(0, 10));
  const faults: (CandidateFault | null)[] = [
    form.name === "" ? { field: "name", sentence: "没有姓名" } : null,
    checked.ok ? null : { field: "idNumber", sentence: checked.sentence },
    admissionFault(form.admissionNumber),
    doubled("admissionNumber", "准考证号", index.byAdmission.get(form.admissionNumber), id),
    doubled("idNumber", "证件号", index.byIdNumber.get(form.idNumber), id),
  ];
  return [...faults.flatMap((fault) => fault ?? []), ...placeFaults(state, index, form.places, id)];
}

function admissionFault(number: string): CandidateFault | null {
  if (/^[A-Z0-9-]{4,40}$/.test(number)) return null;
  return { field: "admissionNumber", sentence: `准考证号“${number}”应由 4 到 40 位数字、字母或横线组成` };
}

function doubled(
  field: RosterField,
  word: string,
  owner: Owner | undefined,
  id: string | null,
): CandidateFault | null {
  if (!owner || owner.id === id) return null;
  const where = owner.row === null ? "名单里已有的" : `${owner.row}的`;
  return { field, sentence: `${word}与${where}“${owner.name}”重复` };
}

function placeFaults(
  state: PlanState,
  index: RosterIndex,
  places: readonly CandidatePlace[],
  id: string | null,
): CandidateFault[] {
  const { sittings } = state.record;
  return places.flatMap((place, nth): CandidateFault[] => {
    const sitting = sittings.find((one) => one.id === place.sitting);
    if (!sitting) return [{ field: "sitting", sentence: "没有这个场次" }];
    const twice = places.some((other, earlier) => earlier < nth && sameTest(sittings, other, sitting));
    if (twice) return [{ field: "sitting", sentence: `同一考核安排了两个场次（“${sitting.title}”）` }];
    return place.room === null ? [] : seatFaults(state, index, sitting, { ...place, room: place.room }, id);
  });
}

/** A make-up sitting comes after another sitting of its test, so these two go together. */
function sameTest(sittings: readonly KeptSitting[], other: CandidatePlace, sitting: KeptSitting): boolean {
  const one = sittings.find(({ id }) => id === other.sitting);
  if (other.sitting === sitting.id) return true;
  return one?.test === sitting.test && one.kind === "regular" && sitting.kind === "regular";
}

function seatFaults(
  { record }: PlanState,
  index: RosterIndex,
  sitting: KeptSitting,
  place: CandidatePlace & { room: string },
  id: string | null,
): CandidateFault[] {
  const room = record.rooms.find((one) => one.id === place.room);
  if (!room) return [{ field: "room", sentence: "没有这个考场" }];
  if (!isSeated(place)) return [];
  const at = (sentence: string): CandidateFault[] => [{ field: "seat", sentence }];
  const seat = seatsOf(room.map).find(({ number }) => number === place.seat);
  if (!seat) return at(`“${room.name}”没有 ${place.seat} 号座位`);
  if (seat.spare) return at(`“${room.name}”${place.seat} 号是备用机，不预先安排考生`);
  for (const other of record.sittings.filter((one) => overlap(one, sitting))) {
    const owner = index.bySeat.get(seatKey({ ...place, sitting: other.id }));
    if (owner && owner.id !== id) {
      return at(
        `“${other.title}”里“${room.name}”${place.seat} 号已经安排给${owner.row === null ? "" : owner.row}“${owner.name}”`,
      );
    }
  }
  return [];
}

/** What papers were drawn for does not change: who the candidate is, and the places in those sittings. */
export function settledFaults(
  state: PlanState,
  before: PlanCandidate | undefined,
  form: CandidateForm,
): CandidateFault[] {
  const settled = (place: CandidatePlace) => isSettled(state.phaseOf(place.sitting));
  const had = (before?.places ?? []).filter(settled);
  const has = form.places.filter(settled);
  if (samePlaces(had, has) && (had.length === 0 || samePerson(before, form))) return [];
  const sentence = "所在场次的试卷已经抽好，姓名、号码、加时和座位不能再改";
  return [{ field: "name", sentence }];
}

function samePlaces(one: readonly CandidatePlace[], other: readonly CandidatePlace[]): boolean {
  const names = (places: readonly CandidatePlace[]) =>
    places
      .map(({ sitting, room, seat }) => `${sitting}/${room}/${seat}`)
      .sort()
      .join();
  return names(one) === names(other);
}

function samePerson(before: PlanCandidate | undefined, form: CandidateForm): boolean {
  const keys = ["name", "admissionNumber", "idType", "idNumber", "extraMinutes"] as const;
  return before !== undefined && keys.every((key) => before[key] === form[key]);
}
