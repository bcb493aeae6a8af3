import type { CandidatePlace, PlanRoom, RosterField } from "../../protocol/plan.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import type { CandidateFault } from "./candidate-faults.ts";
import { isSettled, type PlanState } from "./state.ts";

type Cells = Readonly<Partial<Record<RosterField, string>>>;
export type Places = { ok: true; places: CandidatePlace[] } | { ok: false; fault: CandidateFault };

/**
 * The places that a row's 场次, 考场 and 座位 mean. `usual`: where the candidate sits if the row names no sitting;
 * the row's room and seat then hold for each of these that has no papers yet.
 */
export function placesOf(state: PlanState, cells: Cells, usual: readonly CandidatePlace[]): Places {
  const { record, phaseOf } = state;
  const sittings = sittingsOf(record.sittings, cells.sitting ?? "");
  if (sittings === null) return failed("sitting", `计划里没有场次“${cells.sitting}”`);
  const room = (cells.room ?? "") === "" ? null : roomOf(record.rooms, cells.room ?? "");
  if (room === undefined)
    return failed("room", `计划里没有考场“${cells.room}”，请先建立考场，或改成计划里的名称`);
  const seat = seatOf(cells.seat ?? "");
  if (seat === undefined) return failed("seat", `座位号“${cells.seat}”应是数字`);
  const meant = room ?? (seat !== null && record.rooms.length === 1 ? record.rooms[0] : null);
  if (seat !== null && !meant) return failed("room", "有座位号而没有考场");
  const bases =
    sittings.length > 0 ? sittings.map(({ id }) => ({ sitting: id, room: null, seat: null })) : usual;
  const places = bases.map(
    (base): CandidatePlace =>
      meant && !isSettled(phaseOf(base.sitting)) ? { sitting: base.sitting, room: meant.id, seat } : base,
  );
  return { ok: true, places };
}

function failed(field: RosterField, sentence: string): Places {
  return { ok: false, fault: { field, sentence } };
}

function folded(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}

/** Several sittings may stand in one cell. Empty when none is named; null when one is not known. */
function sittingsOf(all: readonly KeptSitting[], text: string): KeptSitting[] | null {
  const names = text
    .split(/[、,，;；\n]/)
    .map(folded)
    .filter((name) => name !== "");
  const found = names.map((name) => all.find(({ title }) => folded(title) === name));
  const known = found.filter((one) => one !== undefined);
  return known.length === found.length ? known : null;
}

/** By name, or by the number in it where only one room has that number: "1" or "01考场" for "第 1 考场". */
function roomOf(rooms: readonly PlanRoom[], text: string): PlanRoom | undefined {
  const exact = rooms.find(({ name }) => folded(name) === folded(text));
  if (exact) return exact;
  const number = numberIn(text);
  const same = rooms.filter(({ name }) => number !== null && numberIn(name) === number);
  return same.length === 1 ? same[0] : undefined;
}

function numberIn(text: string): number | null {
  const numbers = folded(text).match(/\d+/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : null;
}

/** "12", "12号" or "012" → 12; null when there is none, undefined when it is no number. */
function seatOf(text: string): number | null | undefined {
  const plain = folded(text).replace(/[号座位]/g, "");
  if (plain === "") return null;
  return /^\d{1,4}$/.test(plain) && Number(plain) > 0 ? Number(plain) : undefined;
}
