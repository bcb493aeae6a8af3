import { fair, type Weather } from "../net/weather.ts";
import { pause } from "../run/pause.ts";
import type { Room } from "../run/room.ts";
import type { Sitter } from "../run/sitter.ts";
import type { Trouble } from "../seat/desk-sitter.ts";
import { aWhile } from "./when.ts";

const outageMs = 3000;

/** The candidate hands in while nothing gets through; it must go on by itself. */
export const handInDuringOutage: Trouble = async (seat, room) => {
  await room.at(seat.dice.between(0.2, 0.75));
  const { cable } = seat.pc();
  cable.turn(seat.dice.pick<Weather>([{ kind: "cut" }, { kind: "silent", ways: ["up", "down"] }]));
  await aWhile(seat.dice, outageMs);
  seat.page()?.desk.handIn();
  await aWhile(seat.dice, outageMs);
  cable.turn(fair);
};

/** The cable is out when the time ends, and comes back before or after the grace has run out. */
export const deadlineDuringOutage: Trouble = async (seat, room) => {
  const { timeline } = room;
  await room.at(seat.dice.between(0.7, 0.95));
  const { cable } = seat.pc();
  cable.turn({ kind: "cut" });
  await room.at(1);
  await pause(seat.dice.between(0.1, 0.9) * timeline.grace);
  cable.turn(fair);
};

/**
 * Time is given while seats or the server are away, or just before the server dies. Some seats pass
 * their old zero, and lock, before they hear of it.
 */
export async function extensionDuringOutage(room: Room, sitters: readonly Sitter[]): Promise<void> {
  const { dice, server } = room;
  await room.at(dice.between(0.1, 0.9));
  const cables = sitters.flatMap((sitter) => (dice.happens(0.5) ? sitter.cables() : []));
  for (const cable of cables) cable.turn({ kind: "cut" });
  await pause(dice.between(0, 0.05) * room.timeline.duration);
  const chosen = sitters.filter(() => dice.happens(0.7));
  const attempts = (chosen.length > 0 ? chosen : sitters).map((sitter) => sitter.attempt());
  await room.extend(attempts, Math.round(dice.between(1500, 4000)));
  if (dice.happens(0.5)) {
    await server.kill();
    await aWhile(dice, outageMs);
    await server.restart();
  }
  await aWhile(dice, outageMs);
  for (const cable of cables) cable.turn(fair);
}
