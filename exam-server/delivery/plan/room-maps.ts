import type { RoomMap } from "../../protocol/room-maps.ts";
import type { PlanRecord } from "../../store/plan-store.ts";
import type { WatchRight } from "./watch-rights.ts";

/** How the rooms of a sitting stand, those within the right to it; none where no plan holds the sitting. */
export type RoomMapsOf = (sitting: string, right: Exclude<WatchRight, null>) => RoomMap[];

export function roomMapsOf(records: () => readonly PlanRecord[]): RoomMapsOf {
  return (sitting, right) => {
    const plan = records().find(({ sittings }) => sittings.some(({ id }) => id === sitting));
    return (plan?.rooms ?? [])
      .filter(({ name }) => right === "all" || right.has(name))
      .map(({ name, map }) => ({ name, map }));
  };
}
