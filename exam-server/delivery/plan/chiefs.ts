import type { StaffAssignment } from "../../protocol/plan.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import type { PlanState } from "./state.ts";

/** Ids of the rooms that hold candidates of a sitting. */
export function usedRooms({ candidates }: Pick<PlanState, "candidates">, sitting: string): Set<string> {
  const places = candidates.flatMap((one) => one.places.filter((place) => place.sitting === sitting));
  return new Set(places.flatMap(({ room }) => room ?? []));
}

/** 总监考 of a sitting: who is assigned to every room that holds candidates of it. */
export function chiefsOf(
  state: Pick<PlanState, "record" | "candidates">,
  { id }: Pick<KeptSitting, "id">,
): StaffAssignment[] {
  const there = state.record.staff.filter(({ sittings }) => sittings === null || sittings.includes(id));
  const used = [...usedRooms(state, id)];
  const isChief = ({ username }: StaffAssignment) => {
    const own = there.filter((one) => one.username === username);
    return used.every((room) => own.some(({ rooms }) => rooms === null || rooms.includes(room)));
  };
  const chiefs = new Map(there.filter(isChief).map((one) => [one.username, one]));
  return [...chiefs.values()];
}
