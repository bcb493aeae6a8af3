import type { Generator } from "./random.ts";

/** Decides whether an item may join a paper; `null` admits everything. See enemies.ts. */
export type Guard = ((item: number) => boolean) | null;

/**
 * Appends `count` of the items `first` to `first + size - 1`, without replacement, each subset of those
 * without enemies equally likely, in random order. An item that the guard refuses is passed over for the
 * next; false when none is left. The cost depends on `count` alone, however large the stratum.
 */
export function sampleStratum(
  first: number,
  size: number,
  count: number,
  guard: Guard,
  into: number[],
  generator: Generator,
): boolean {
  const swapped: Swapped = { places: [], values: [] };
  let missing = count;
  for (let drawn = 0; missing > 0; drawn += 1) {
    if (drawn === size) return false;
    const item = first + swapOut(swapped, drawn, drawn + generator.below(size - drawn));
    if (guard !== null && !guard(item)) continue;
    into.push(item);
    missing -= 1;
  }
  return true;
}

/**
 * What a partial Fisher–Yates shuffle of 0, 1, 2, … has moved; every other place holds its own number.
 * A list beats a map here: a stratum gives a handful of items to a paper.
 */
interface Swapped {
  places: number[];
  values: number[];
}

/** Takes the number at `chosen` and puts that of `place` there, as the swap of the shuffle does. */
function swapOut({ places, values }: Swapped, place: number, chosen: number): number {
  const at = places.indexOf(chosen);
  const here = places.indexOf(place);
  const number = at === -1 ? chosen : (values[at] ?? 0);
  const replacement = here === -1 ? place : (values[here] ?? 0);
  if (at === -1) {
    places.push(chosen);
    values.push(replacement);
  } else {
    values[at] = replacement;
  }
  return number;
}
