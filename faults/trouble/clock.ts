import { fair } from "../net/weather.ts";
import type { Trouble } from "../seat/desk-sitter.ts";
import { aWhile, sometimes } from "./when.ts";

const dayMs = 86_400_000;

/** Somebody sets the PC's clock by a day, and perhaps back. */
export const clientClock: Trouble = (seat, room) =>
  sometimes(room, seat.dice, { most: 3, from: 0.05, to: 0.95 }, async () => {
    seat.pc().setClock(seat.dice.pick([-dayMs, dayMs, 0]));
  });

const nightMs = 4000;

/** The lid is closed and opened again: nothing runs, nothing is heard, and some clocks stand still. */
export const sleep: Trouble = (seat, room) =>
  sometimes(room, seat.dice, { most: 2, from: 0.05, to: 0.8 }, async () => {
    const [page, { cable }] = [seat.page(), seat.pc()];
    page?.sleep(seat.dice.happens(0.5));
    cable.turn({ kind: "silent", ways: ["up", "down"] });
    await aWhile(seat.dice, nightMs);
    cable.turn(fair);
    page?.wake();
  });
