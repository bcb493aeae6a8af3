import type { StaffAssignment } from "../../protocol/plan.ts";
import type { FoundSitting } from "./seating.ts";

/** How sheets name staff: 姓名 of the assignment, the account in brackets; the account alone where there is no name. */
export interface ProctorNames {
  nameOf: (account: string) => string;
  /** Who watches a room, as one line; empty: the plan says nobody, or there is none. */
  ofRoom: (room: string) => string;
}

export function proctorNames({ planned }: Pick<FoundSitting, "planned">): ProctorNames {
  const plan = planned?.plan;
  const staff = plan?.staff ?? [];
  const named = new Map(
    staff.filter(({ name }) => name !== "").map(({ username, name }) => [username, name]),
  );
  const nameOf = (account: string) => {
    const name = named.get(account);
    return name === undefined ? account : `${name}（${account}）`;
  };
  const there = staff.filter(
    ({ sittings }) => sittings === null || sittings.includes(planned?.sitting.id ?? ""),
  );
  const words = (word: string, list: readonly StaffAssignment[]) => {
    const names = new Set(list.map(({ username }) => nameOf(username)));
    return names.size === 0 ? [] : [`${word}：${[...names].join("、")}`];
  };
  const ofRoom = (room: string) => {
    const id = plan?.rooms.find(({ name }) => name === room)?.id ?? "";
    const bound = there.filter(({ rooms }) => rooms?.includes(id));
    const chiefs = there.filter(({ rooms }) => rooms === null);
    return [...words("监考人员", bound), ...words("总监考", chiefs)].join("　");
  };
  return { nameOf, ofRoom };
}
