import { addressOf } from "@kaochang/exam-client/e2e/browser.ts";
import { pause } from "../run/pause.ts";
import { type BrowserTrouble, comeBack } from "../seat/browser-sitter.ts";
import { sometimes } from "./when.ts";

const dayMs = 86_400_000;
const often = { most: 2, from: 0.1, to: 0.75 };

export const reloadPage: BrowserTrouble = (seat, room) =>
  sometimes(room, seat.dice, often, async () => {
    await seat.page?.reload();
  });

/** The second tab must say that the exam is open in another, and the first must go on. */
export const duplicatePage: BrowserTrouble = (seat, room) =>
  sometimes(room, seat.dice, often, async () => {
    const second = await seat.pc.context().newPage();
    await second.goto(addressOf(seat.url));
    await pause(seat.dice.between(500, 1500));
    await second.close();
  });

export const killBrowser: BrowserTrouble = (seat, room) =>
  sometimes(room, seat.dice, { ...often, most: 1 }, async () => {
    seat.page = null;
    await seat.pc.kill();
    await seat.pc.start();
    seat.page = await seat.pc.context().newPage();
    await comeBack(seat);
  });

/** The browser's own clock: what its page reads as `Date` moves by a day. */
export const setClock: BrowserTrouble = (seat, room) =>
  sometimes(room, seat.dice, { ...often, to: 0.9 }, async () => {
    seat.pc.setClock(seat.dice.pick([-dayMs, dayMs]));
  });
