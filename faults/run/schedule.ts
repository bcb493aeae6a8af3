import type { Fault } from "../matrix.ts";
import { type Dice, dice } from "./dice.ts";
import type { SittingPlan, Try } from "./sitting.ts";

/** How long sittings last and how many share a server. */
export interface Scale {
  minutes: (random: Dice) => number;
  graceMs: number;
  /** Most tries in a sitting whose troubles are each at one seat. */
  seats: number;
  /** Most tries in a sitting whose trouble is the whole room's: fewer, so that there are more of its moments. */
  room: number;
}

export const quickScale: Scale = { minutes: () => 0.15, graceMs: 2_500, seats: 30, room: 8 };
/** 20 to 60 seconds. */
export const longScale: Scale = {
  minutes: (random) => random.between(20, 60) / 60,
  graceMs: 6_000,
  seats: 50,
  room: 25,
};

export type Scheduled = Omit<SittingPlan, "make" | "openPage"> & Pick<Fault, "make">;

/**
 * Spreads the tries over sittings. A fault of the room has sittings of its own; faults of single seats
 * share them, mixed, because one seat's trouble must not touch its neighbours. A try's seed does not
 * depend on what else runs, so that a fault can be run again alone.
 */
export function schedule(faults: readonly Fault[], tries: number, seed: string, scale: Scale): Scheduled[] {
  const triesOf = (fault: Fault): Try[] =>
    Array.from({ length: Math.min(tries, fault.most ?? tries) }, (_, index) => ({
      fault,
      seed: `${seed}/${fault.name}/${index}`,
    }));
  const [shared, alone] = [faults.filter(isShareable), faults.filter((fault) => !isShareable(fault))];
  const mixed = shared.flatMap(triesOf);
  const groups = [
    ...alone.flatMap((fault) => inGroups(triesOf(fault), Math.min(scale.room, fault.together ?? scale.room))),
    ...inGroups(dice(seed).shuffled(mixed), scale.seats),
  ];
  return groups.map((group, index) => {
    const first = group[0] as Try;
    const own = isShareable(first.fault) ? `${seed}/seats/${index}` : `${first.seed}/room`;
    return {
      seed: own,
      minutes: scale.minutes(dice(own)),
      graceMs: scale.graceMs,
      tries: group,
      make: first.fault.make,
    };
  });
}

function isShareable({ room, together }: Fault): boolean {
  return room === undefined && together === undefined;
}

/** Groups of nearly equal size, none above the limit. */
function inGroups<T>(list: readonly T[], limit: number): T[][] {
  const count = Math.ceil(list.length / limit);
  return Array.from({ length: count }, (_, index) =>
    list.slice(Math.round((index * list.length) / count), Math.round(((index + 1) * list.length) / count)),
  );
}
