import type { Response } from "@kaochang/exam-client/transport/wire.ts";
import type { Ledger } from "../judge/ledger.ts";
import { now, pause } from "../run/pause.ts";
import { type Deed, nextDeed } from "./habits.ts";
import type { Page } from "./page.ts";
import type { Seat } from "./seat.ts";

/** A page that was told to do something may be gone before it answers; nobody waits longer than this. */
const patienceMs = 12_000;

/** What the candidate intends besides answering. */
export interface Plan {
  /** When to hand in, on the suite's clock; null: never. */
  handInAt: number | null;
  /** When the candidate stops acting; it moves when time is granted. */
  until: () => number;
  /** Milliseconds between two deeds, at least and at most. */
  pace: readonly [number, number];
}

/** Does what each screen asks for until the candidate waits for the start. Throws after a while. */
export async function arrive(seat: Seat): Promise<void> {
  const end = now() + 30_000;
  let said: unknown = null;
  while (seat.screen() !== "waiting") {
    if (now() > end) throw new Error(`a candidate stands at ${seat.screen()}: ${JSON.stringify(said)}`);
    said = (await step(seat)) ?? said;
    await pause(20);
  }
}

/** Sits the exam: answers at random moments on whatever page is in front, and steers past other screens. */
export async function sit(seat: Seat, plan: Plan): Promise<void> {
  const { dice } = seat;
  while (now() < plan.until() && seat.screen() !== "receipt") {
    await pause(Math.min(dice.between(...plan.pace), plan.until() - now()));
    if (seat.screen() !== "exam") await step(seat);
    else if (plan.handInAt !== null && now() > plan.handInAt) handIn(seat);
    else act(seat);
  }
}

/** Keeps the page going after the last answer, until it shows the receipt. */
export async function linger(seat: Seat, until: () => number): Promise<void> {
  while (now() < until() && seat.screen() !== "receipt") {
    await step(seat);
    await pause(50);
  }
}

/** What the page answered, if it did. */
async function step(seat: Seat): Promise<unknown> {
  const page = seat.page();
  return page && Promise.race([answer(seat, page), pause(patienceMs)]);
}

async function answer(seat: Seat, { desk }: Page): Promise<unknown> {
  const { admissionNumber, idNumber } = seat.person;
  const screen = seat.screen();
  if (screen === "sign-in") return desk.signIn(admissionNumber, idNumber);
  if (screen === "identity") return desk.confirmIdentity();
  if (screen === "rules") return desk.acceptRules();
  return null;
}

function handIn(seat: Seat): void {
  const page = seat.page();
  if (page && page.desk.store.getState().handIn.kind === "none") page.desk.handIn();
}

function act({ page: front, dice, ledger }: Seat): void {
  const page = front();
  if (!page) return;
  const { paper, screen } = page.desk.store.getState();
  if (!paper) return;
  const deed = nextDeed(paper, screen, dice);
  if (deed.kind === "look") page.desk.move(1);
  else change(page, deed, ledger);
}

function change(page: Page, deed: Exclude<Deed, { kind: "look" }>, ledger: Ledger): void {
  const { change } = deed;
  ledger.intend(change);
  if (change.kind === "flag") page.desk.flag(change.item);
  else if (deed.kind === "type") page.desk.type(change.item, change.response as Response);
  else page.desk.respond(change.item, change.response as Response);
}
