import { addressOf, arrive as arriveAtPage } from "@kaochang/exam-client/e2e/browser.ts";
import type { Change, Entry } from "@kaochang/exam-server/protocol/messages.ts";
import type { Page } from "playwright-core";
import { asKeys } from "../judge/journal.ts";
import { type Act, actKey, openLedger } from "../judge/ledger.ts";
import type { Sample } from "../judge/time.ts";
import { openCable } from "../net/proxy.ts";
import { now, pause } from "../run/pause.ts";
import type { Room } from "../run/room.ts";
import type { Ends, OpenSitter } from "../run/sitter.ts";
import { type Note, readJournal } from "./browser-watch.ts";
import { type ChromiumPc, openChromium } from "./chromium.ts";
import type { Person } from "./seat.ts";

/** A candidate at a real page in a real browser. */
export interface BrowserSeat {
  pc: ChromiumPc;
  url: string;
  person: Person;
  /** The tab in front of the candidate; null while there is none. */
  page: Page | null;
  dice: Parameters<OpenSitter>[0]["dice"];
}

export type BrowserTrouble = (seat: BrowserSeat, room: Room) => Promise<void>;

const disk = "profile";
const pace = [250, 700] as const;
const clickWithinMs = 1500;

export function browserSitter(trouble: BrowserTrouble): OpenSitter {
  return async ({ room, person, dice }) => {
    const notes = openNotes(room);
    const cable = await openCable(room.server.port, dice.of("cable"));
    const pc = await openChromium(notes.hear);
    const seat: BrowserSeat = { pc, person, dice, url: cable.url, page: null };
    return {
      ledger: notes.ledger,
      get samples() {
        return notes.samples();
      },
      discarded: notes.discarded,
      attempt: notes.attempt,
      cables: () => [cable],
      async arrive() {
        seat.page = await pc.context().newPage();
        await arriveAtPage(seat.page, seat.url, person);
      },
      async sit(ends: Ends) {
        const troubled = trouble(seat, room);
        while (now() < ends.deadline()) {
          await pause(dice.between(...pace));
          await act(seat).catch(() => {});
        }
        await troubled;
        await pause(ends.collected() - now());
      },
      async left() {
        const held = await seat.page?.evaluate(readJournal);
        const journal = asKeys((held?.waiting ?? []) as Entry[], (held?.aside ?? []) as Entry[]);
        return { journals: new Map([[disk, journal]]), connected: disk };
      },
      async off() {
        await pc.off();
        await cable.close();
      },
    };
  };
}

/** Clicks as a candidate does; what is not there to be clicked is let be. */
async function act({ page, dice }: BrowserSeat): Promise<void> {
  if (!page) return;
  const what = dice.chance();
  if (what < 0.35) return page.getByRole("button", { name: "下一题 →" }).click({ timeout: clickWithinMs });
  const rows = page.locator(".choice");
  const count = await rows.count();
  if (count > 0) await rows.nth(dice.below(count)).click({ timeout: clickWithinMs });
}

/** Signs in again where the browser has forgotten who it was, and waits for the exam. */
export async function comeBack({ page, url, person }: BrowserSeat): Promise<void> {
  await page?.goto(addressOf(url));
  const number = page?.locator("input[name=admissionNumber]");
  await page?.locator("input[name=admissionNumber], article").first().waitFor();
  if (!number || (await number.count()) === 0) return;
  await number.fill(person.admissionNumber);
  await page?.locator("input[name=idNumber]").fill(person.idNumber);
  await page?.getByRole("button", { name: "登录" }).click();
}

/** Turns what the pages tell into the ledger and the readings of the clock. */
function openNotes({ server, stalls }: Room) {
  const ledger = openLedger();
  const faces: { page: string; at: number; secondsLeft: number }[] = [];
  /** Least difference of the suite's clock and a page's: what a note needs that is not held up on its way. */
  const offsets = new Map<string, number>();
  const known = new Set<string>();
  /** The latest act on each item that a page has written itself, by page and item. */
  const latest = new Map<string, Act>();
  let attempt = "";
  let discarded = 0;

  const wrote = ({ page, ...note }: Extract<Note, { kind: "entry" }>) => {
    attempt = note.attempt;
    const change = note.change as Change;
    const key = actKey(change, note.made);
    if (known.has(key)) return;
    known.add(key);
    const act = ledger.intend(change);
    act.made = note.made;
    latest.set(`${page} ${change.item}`, act);
  };
  const said = ({ page, item, save }: Extract<Note, { kind: "save" }>) => {
    const act = latest.get(`${page} ${item}`);
    if (!act) return;
    if (save === "disk") act.kept ??= { at: now(), disk };
    if (save === "server") act.served ??= now();
  };
  const showed = ({ page, at, face }: Extract<Note, { kind: "time" }>) => {
    if (!server.up()) return;
    if (stalls.recently()) discarded += 1;
    else faces.push({ page, at, secondsLeft: secondsOf(face) });
  };
  return {
    ledger,
    samples: (): Sample[] =>
      faces.map(({ page, at, secondsLeft }) => ({
        at: at + (offsets.get(page) ?? 0),
        secondsLeft,
        stepped: false,
      })),
    attempt: () => attempt,
    discarded: () => discarded,
    hear(note: Note) {
      const { page, at } = note;
      offsets.set(page, Math.min(now() - at, offsets.get(page) ?? Number.POSITIVE_INFINITY));
      if (note.kind === "entry") wrote(note);
      else if (note.kind === "save") said(note);
      else showed(note);
    },
  };
}

/** "0:07" or "1:00:07" in seconds. */
function secondsOf(face: string): number {
  return face.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
