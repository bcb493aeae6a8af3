import type { PlanFault, StaffAssignment } from "../../protocol/plan.ts";
import { invalid, type PlanRule } from "./state.ts";

/** Changes who watches where. `proctors`: the accounts that may; whoever was assigned before may stay. */
export function changeStaff(staff: readonly StaffAssignment[], proctors: ReadonlySet<string>): PlanRule {
  return ({ record }) => {
    const rooms = new Set(record.rooms.map(({ id }) => id));
    const sittings = new Set(record.sittings.map(({ id }) => id));
    const before = new Set(record.staff.map(({ username }) => username));
    const mayWatch = (username: string) => proctors.has(username) || before.has(username);
    const faults = staff.flatMap((one, index): PlanFault[] => {
      const at = (field: string, sentence: string) => ({ where: `staff.${index}.${field}`, sentence });
      return [
        ...(mayWatch(one.username) ? [] : [at("username", `没有名为“${one.username}”的监考账号`)]),
        ...(one.rooms?.every((id) => rooms.has(id)) === false ? [at("rooms", "所选的考场已不在计划里")] : []),
        ...(one.sittings?.every((id) => sittings.has(id)) === false
          ? [at("sittings", "所选的场次已不在计划里")]
          : []),
      ];
    });
    return faults.length > 0 ? invalid(faults) : { ok: true, record: { ...record, staff: [...staff] } };
  };
}
