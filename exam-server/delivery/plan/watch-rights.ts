import type { Role } from "../../protocol/http.ts";
import type { PlanRecord } from "../../store/plan-store.ts";

/** What of a sitting somebody may see and act on: all of it, the rooms of these names, or nothing (null). */
export type WatchRight = "all" | ReadonlySet<string> | null;

export type RightOf = (who: { username: string; roles: readonly Role[] }, sitting: string) => WatchRight;

/**
 * A plan's sitting is for officers and for the proctors who are assigned to it, each to their rooms; a
 * practice sitting, which belongs to no plan, is for everyone.
 */
export function rightOf(records: () => readonly PlanRecord[]): RightOf {
  return ({ username, roles }, sitting) => {
    const plan = records().find(({ sittings }) => sittings.some(({ id }) => id === sitting));
    if (!plan || roles.includes("officer")) return "all";
    const mine = plan.staff.filter(
      (one) => one.username === username && (one.sittings === null || one.sittings.includes(sitting)),
    );
    if (mine.length === 0) return null;
    if (mine.some(({ rooms }) => rooms === null)) return "all";
    const ids = new Set(mine.flatMap(({ rooms }) => rooms ?? []));
    return new Set(plan.rooms.filter(({ id }) => ids.has(id)).map(({ name }) => name));
  };
}
