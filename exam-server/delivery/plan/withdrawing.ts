import type { Withdrawal } from "../../protocol/plan.ts";
import type { PlanRule } from "./state.ts";

/**
 * What a plan is after the papers of a sitting were taken back: the sitting goes on under a new id, because the
 * old one's log stays as it is and ends there; places, staff and seats stay, and papers may be drawn anew.
 */
export function renewSitting(old: string, id: string, withdrawal: Omit<Withdrawal, "sitting">): PlanRule {
  const renewed = (sitting: string) => (sitting === old ? id : sitting);
  return ({ record, candidates }) => {
    const sittings = record.sittings.map((one) => {
      if (one.id !== old) return one;
      const withdrawals = [...(one.withdrawals ?? []), { sitting: old, ...withdrawal }];
      return { ...one, id, repeats: null, withdrawals };
    });
    const staff = record.staff.map((one) => ({ ...one, sittings: one.sittings?.map(renewed) ?? null }));
    const takers = candidates.filter(({ places }) => places.some(({ sitting }) => sitting === old));
    const put = takers.map((one) => ({
      ...one,
      places: one.places.map((place) => ({ ...place, sitting: renewed(place.sitting) })),
    }));
    return { ok: true, record: { ...record, sittings, staff }, put };
  };
}
