import type { Dice } from "../run/dice.ts";
import { pause } from "../run/pause.ts";
import type { Room } from "../run/room.ts";

/** Does something several times, each at a random moment between these shares of the duration. */
export async function sometimes(
  { at }: Pick<Room, "at">,
  dice: Dice,
  { most, from, to }: { most: number; from: number; to: number },
  act: () => Promise<void>,
): Promise<void> {
  const count = 1 + dice.below(most);
  const moments = Array.from({ length: count }, () => dice.between(from, to)).sort();
  for (const moment of moments) {
    await at(moment);
    await act();
  }
}

/** A random while: mostly short, now and then as long as the longest. */
export function aWhile(dice: Dice, longestMs: number): Promise<void> {
  return pause(50 + dice.chance() ** 2 * longestMs);
}
