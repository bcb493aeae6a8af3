import type { Cable } from "../net/proxy.ts";
import { fair, type Weather } from "../net/weather.ts";
import type { Dice } from "../run/dice.ts";
import type { Room } from "../run/room.ts";
import type { Sitter } from "../run/sitter.ts";
import type { Trouble } from "../seat/desk-sitter.ts";
import { aWhile, sometimes } from "./when.ts";

const often = { most: 3, from: 0.05, to: 0.85 };
/** Beyond the server's patience with a silent connection (18 s), where the sitting lasts so long. */
const longest = ({ timeline }: Room) => Math.min(25_000, timeline.duration / 3);

/** The weather turns for a while, several times. */
function spells(weather: (dice: Dice) => Weather, clear: (cable: Cable, dice: Dice) => void): Trouble {
  return (seat, room) =>
    sometimes(room, seat.dice, often, async () => {
      const { cable } = seat.pc();
      cable.turn(weather(seat.dice));
      await aWhile(seat.dice, longest(room));
      clear(cable, seat.dice);
    });
}

const clear = (cable: Cable) => cable.turn(fair);

/** Some switches forget a connection while the cable is out, others have its bytes sent again. */
function clearOrForget(cable: Cable, dice: Dice): void {
  if (dice.happens(0.5)) cable.cut();
  cable.turn(fair);
}

export const cut: Trouble = spells(() => ({ kind: "cut" }), clear);
export const silentCut: Trouble = spells(() => ({ kind: "silent", ways: ["up", "down"] }), clearOrForget);
export const oneWayCut: Trouble = spells(
  (dice) => ({ kind: "silent", ways: [dice.pick(["up", "down"] as const)] }),
  clearOrForget,
);

/** From a moment on, to the end. */
const lasting =
  (weather: Weather): Trouble =>
  async (seat, room) => {
    await room.at(seat.dice.between(0, 0.3));
    seat.pc().cable.turn(weather);
  };

export const loss: Trouble = lasting({ kind: "lossy", share: 0.3 });
export const latency: Trouble = lasting({ kind: "slow", ms: 2000 });

/** Every seat of the room is cut at once and comes back at once. */
export async function reconnectStorm(room: Room, sitters: readonly Sitter[]): Promise<void> {
  const { dice } = room;
  await sometimes(room, dice, often, async () => {
    for (const { cables } of sitters) for (const cable of cables()) cable.turn({ kind: "cut" });
    await aWhile(dice, longest(room));
    for (const { cables } of sitters) for (const cable of cables()) cable.turn(fair);
  });
}
