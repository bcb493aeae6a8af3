import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { hasArrived, isClosed, isOver } from "./room-time.ts";
import type { Wish } from "./wish.ts";

/** Something that was done, as its answer is told where it was asked. */
export interface Deed {
  id: number;
  wish: Wish;
  /** Whom it was done to, as they were then. */
  before: readonly BoardSeat[];
  /** How many attempts the server says it reached. */
  reached: number;
}

/** Which seats have it, and which do not yet. Whoever never came is `away`: it waits for them at the door. */
export interface Delivery {
  all: number;
  delivered: number;
  waiting: BoardSeat[];
  away: number;
  /** Of a message: how many candidates have put it away; null for other acts. */
  confirmed: number | null;
  /** A pause that has ended again: whoever has not had it by then never will. */
  ended: boolean;
}

/** Attempts that have not put a message away, and those of them whose screens do not show it. */
export interface Receipts {
  unseen: ReadonlySet<string>;
  unshown: ReadonlySet<string>;
}

/** What the board has told of a pause since it was asked for: which seats were under it, whose screens were blank. */
export interface PauseMemory {
  under: ReadonlySet<string>;
  blank: ReadonlySet<string>;
}

export const noMemory: PauseMemory = { under: new Set(), blank: new Set() };

function isUnder({ act }: Wish, seat: BoardSeat): boolean {
  return act === "evacuate" ? seat.evacuated : act === "suspend" && seat.pause !== null;
}

type Seats = ReadonlyMap<string, BoardSeat>;

/** A pause that has ended tells nothing any more, so what it told is kept; the same memory when nothing is new. */
export function remembered(memory: PauseMemory, { wish, before }: Deed, seats: Seats): PauseMemory {
  const paused = before.flatMap(({ attempt }) => {
    const now = seats.get(attempt);
    return now && isUnder(wish, now) ? [now] : [];
  });
  const blank = paused.filter(({ pause }) => pause === "seen");
  const isNews =
    paused.some(({ attempt }) => !memory.under.has(attempt)) ||
    blank.some(({ attempt }) => !memory.blank.has(attempt));
  if (!isNews) return memory;
  const names = (seats: readonly BoardSeat[]) => seats.map(({ attempt }) => attempt);
  return {
    under: new Set([...memory.under, ...names(paused)]),
    blank: new Set([...memory.blank, ...names(blank)]),
  };
}

/** Whether the act is acknowledged by seats at all; others are done when the server says so. */
const isAcknowledged = ({ act }: Wish) =>
  act === "time" || act === "suspend" || act === "evacuate" || act === "message";

interface Told {
  receipts: Receipts;
  memory: PauseMemory;
}

function isWaiting({ act }: Wish, before: BoardSeat, now: BoardSeat, { receipts, memory }: Told): boolean {
  if (act === "message") return receipts.unshown.has(now.attempt);
  return act === "time" ? now.changesSeen <= before.changes : !memory.blank.has(now.attempt);
}

/** How far a deed has come, from the board as it is now; null for acts that no seat acknowledges. */
export function deliveryOf({ wish, before }: Deed, seats: Seats, told: Told): Delivery | null {
  if (!isAcknowledged(wish)) return null;
  // Who had handed in by then was left out by the server.
  const meant = before.filter((seat) => !isClosed(seat));
  const met = meant.map((old) => ({ old, now: seats.get(old.attempt) ?? old }));
  // Whoever has ended since needs it no more.
  const here = met.filter(({ now }) => hasArrived(now) && !isOver(now));
  const waiting = here.flatMap(({ old, now }) => (isWaiting(wish, old, now, told) ? [now] : []));
  const unseen = here.filter(({ now }) => told.receipts.unseen.has(now.attempt)).length;
  return {
    all: here.length,
    delivered: here.length - waiting.length,
    waiting,
    away: met.filter(({ now }) => !hasArrived(now)).length,
    confirmed: wish.act === "message" ? here.length - unseen : null,
    ended: told.memory.under.size > 0 && !met.some(({ now }) => isUnder(wish, now)),
  };
}

/** Whether there is nothing more to wait for. */
export function isComplete({ waiting, confirmed, all }: Delivery): boolean {
  return waiting.length === 0 && (confirmed ?? all) === all;
}
