import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { hasArrived, isClosed, isOver } from "./room-time.ts";

type Phase = SittingSummary["phase"];

interface Act {
  /** The key that does it, or opens its form. */
  key: string;
  /** Cannot be undone: asked once more before it is done. */
  final?: true;
  /** One slip would hit many: asked once more before it is done to several. */
  asksForMany?: true;
  /** Done without a form where seats are chosen: it needs no reason. `one`: only to one at a time, for nothing undoes it. */
  direct?: "one" | "many";
  /** May be done to everybody without choosing seats first. */
  forAll?: true;
  /** Whether it can be done to the seat now. */
  suits: (seat: BoardSeat, phase: Phase) => boolean;
}

/** The doors are open and nothing has begun, though the seat may be at the rules or offline. */
const isUnbegun = (seat: BoardSeat) => !started(seat) && seat.state !== "waiting";
const started = ({ deadline }: BoardSeat) => deadline !== null;

/** What a proctor does to seats, in the order of the panel: the frequent first, what is final last. */
export const acts = {
  message: { key: "m", forAll: true, suits: (seat) => !isClosed(seat) },
  time: { key: "e", forAll: true, asksForMany: true, suits: (seat) => !isClosed(seat) },
  suspend: { key: "s", forAll: true, suits: (seat) => started(seat) && !isOver(seat) && seat.pause === null },
  resume: {
    key: "r",
    forAll: true,
    direct: "many",
    suits: (seat) => !isOver(seat) && seat.pause !== null && !seat.evacuated,
  },
  release: { key: "v", suits: (seat) => hasArrived(seat) && !isOver(seat) },
  confirm: { key: "c", direct: "one", suits: (seat) => hasArrived(seat) && !seat.personConfirmed },
  admit: {
    key: "a",
    suits: (seat, phase) =>
      phase === "running" && (seat.state === "not-arrived" || isUnbegun(seat)) && !seat.entryAdmitted,
  },
  irregularity: { key: "i", forAll: true, asksForMany: true, suits: () => true },
  misconduct: { key: "k", forAll: true, asksForMany: true, suits: () => true },
  reopen: {
    key: "o",
    suits: (seat, phase) => phase === "running" && (seat.state === "handed-in" || seat.state === "forced"),
  },
  "hand-in": { key: "h", final: true, suits: (seat) => started(seat) && hasArrived(seat) && !isOver(seat) },
  void: { key: "x", final: true, suits: (seat) => hasArrived(seat) && !seat.voided },
  unvoid: { key: "u", suits: (seat) => seat.voided },
} as const satisfies Record<string, Act>;

export type ActId = keyof typeof acts;
export const actIds = Object.keys(acts) as ActId[];

const table: Record<ActId, Act> = acts;

export function actOfKey(key: string): ActId | undefined {
  return actIds.find((id) => table[id].key === key.toLowerCase());
}

export function keyOfAct(id: ActId): string {
  return table[id].key;
}

export function isFinal(id: ActId): boolean {
  return table[id].final === true;
}

/** Whether it is asked once more before it is done to so many. */
export function isAsked(id: ActId, seats: number): boolean {
  return isFinal(id) || (table[id].asksForMany === true && seats > 1);
}

/** Those of the seats to whom it can be done now. */
export function suited(id: ActId, seats: readonly BoardSeat[], phase: Phase): BoardSeat[] {
  return seats.filter((seat) => table[id].suits(seat, phase));
}

/** How an act begins: at once, with its form, or not at all and why. */
export type Beginning = "at-once" | "form" | "pick-first" | "not-now";

/** `chosen`: whether seats are chosen; else everybody is meant, and what is done to one after another is not. */
export function beginning(id: ActId, suitable: number, chosen: boolean): Beginning {
  const { forAll, direct } = table[id];
  if (!chosen && forAll !== true) return "pick-first";
  if (suitable === 0) return "not-now";
  const isDirect = direct === "many" || (direct === "one" && suitable === 1);
  return isDirect && chosen ? "at-once" : "form";
}

export function mayBegin(id: ActId, suitable: number, chosen: boolean): boolean {
  return ["at-once", "form"].includes(beginning(id, suitable, chosen));
}

/** What its button tells: to how many it would be done, where that is not everybody who is meant; null: nothing. */
export function partOf(id: ActId, suitable: number, meant: number, chosen: boolean): number | null {
  return mayBegin(id, suitable, chosen) && suitable < meant ? suitable : null;
}
