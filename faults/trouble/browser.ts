import { fair } from "../net/weather.ts";
import { until } from "../run/pause.ts";
import type { Room } from "../run/room.ts";
import type { Trouble } from "../seat/desk-sitter.ts";
import type { Page } from "../seat/page.ts";
import type { Pc } from "../seat/pc.ts";
import type { Seat } from "../seat/seat.ts";
import { aWhile, sometimes } from "./when.ts";

const often = { most: 4, from: 0.05, to: 0.85 };
const restartMs = 1500;
const turns = 5;
const turnMs = 1200;
const settledMs = 8_000;

/** Half of the time nothing gets through any more, which is why the candidate does it. */
async function afterSilence({ dice }: Seat, { cable }: Pc, act: () => Promise<void>): Promise<void> {
  if (dice.happens(0.5)) {
    cable.turn({ kind: "silent", ways: ["up", "down"] });
    await aWhile(dice, restartMs);
  }
  await act();
  cable.turn(fair);
}

/** F5: the page goes and comes at any moment, in the same browser. */
export const reload: Trouble = (seat, room) =>
  sometimes(room, seat.dice, often, () => {
    const [pc, page] = [seat.pc(), seat.page()];
    return afterSilence(seat, pc, async () => {
      if (page) pc.closeTab(page);
      await seat.openTab(pc);
    });
  });

/** The browser's process dies and is opened again; what was on the way to its disk may be gone. */
export const kill: Trouble = (seat, room) =>
  sometimes(room, seat.dice, often, async () => {
    const pc = seat.pc();
    await afterSilence(seat, pc, async () => pc.crash());
    await aWhile(seat.dice, restartMs);
    await seat.openTab(pc);
  });

/**
 * A second tab of the same browser, which writes the same journal; the candidate goes to and fro. Half of
 * the tabs are blind to each other, because the server's lease must hold without their finding each other;
 * then the line stands, for two blind tabs that race for the lease after a break keep one journal for two.
 */
export const duplicate: Trouble = (seat, room) =>
  sometimes(room, seat.dice, { ...often, most: 2 }, async () => {
    const [pc, first] = [seat.pc(), seat.page()];
    const blind = seat.dice.happens(0.5);
    const second = await seat.openTab(pc, blind ? () => true : undefined);
    if (!blind && seat.dice.happens(0.5)) pc.cable.cut();
    for (let turn = 0; turn < turns; turn += 1) {
      seat.look(seat.dice.pick([first ?? second, second]), pc);
      await aWhile(seat.dice, turnMs);
    }
    const stays = isHalted(second) && seat.dice.happens(0.5) ? first : second;
    for (const tab of [...pc.tabs]) if (tab !== stays) pc.closeTab(tab);
    if (!stays || isHalted(stays)) await reopen(seat, pc);
    else seat.look(stays, pc);
  });

/** 还原卡: the PC starts again with an empty disk, and the candidate goes on under a new journal. */
export const wipe: Trouble = (seat, room) =>
  sometimes(room, seat.dice, { ...often, most: 2 }, async () => {
    const pc = seat.pc();
    if (seat.dice.happens(0.5)) {
      pc.cable.turn({ kind: "cut" });
      await aWhile(seat.dice, restartMs);
    }
    pc.wipe();
    pc.cable.turn(fair);
    await takeOver(seat, room, pc);
  });

/** The candidate moves to a spare PC; the old one, on or off and with answers or without, comes back later. */
export const swap: Trouble = (seat, room) =>
  sometimes(room, seat.dice, { most: 1, from: 0.1, to: 0.6 }, async () => {
    const old = seat.pc();
    if (seat.dice.happens(0.7)) old.cable.turn({ kind: "cut" });
    await aWhile(seat.dice, restartMs);
    const off = seat.dice.happens(0.5);
    if (off) old.crash();
    await takeOver(seat, room, await seat.newPc());
    await aWhile(seat.dice, 3000);
    old.cable.turn(fair);
    if (off) await seat.openTabBehind(old);
  });

/** Signs in at a PC whose journal does not hold the lease; a proctor lets it. */
async function takeOver(seat: Seat, room: Room, pc: Pc): Promise<void> {
  const page = await seat.openTab(pc);
  await until(settledMs, () => ["exam", "halted", "receipt"].includes(seat.screen()));
  if (!isHalted(page)) return;
  await room.release(seat.attempt());
  await reopen(seat, pc);
}

async function reopen(seat: Seat, pc: Pc): Promise<void> {
  for (const tab of [...pc.tabs]) pc.closeTab(tab);
  await seat.openTab(pc);
}

function isHalted({ desk }: Page): boolean {
  return desk.store.getState().stage.kind === "halted";
}
