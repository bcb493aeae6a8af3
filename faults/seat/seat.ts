import { screenOf } from "@kaochang/exam-client/store/read.ts";
import type { LeftAtSeat } from "../judge/answers.ts";
import { type JournalOnDisk, journalOnDisk } from "../judge/journal.ts";
import { type Ledger, openLedger, type PageMemory } from "../judge/ledger.ts";
import type { Sample } from "../judge/time.ts";
import type { Dice } from "../run/dice.ts";
import { now } from "../run/pause.ts";
import type { Stalls } from "../run/stalls.ts";
import type { OpenPage, Page } from "./page.ts";
import { openPc, type Pc } from "./pc.ts";

export interface Person {
  admissionNumber: string;
  idNumber: string;
}

/** After waking, a page measures the clock in five round trips. */
const askMs = 1000;

export interface SeatParts {
  person: Person;
  port: number;
  openPage: OpenPage;
  dice: Dice;
  stalls: Stalls;
  /** Whether a server answers now. */
  serverUp: () => boolean;
}

/** One candidate with the PCs that they use, and what the suite noted of them. */
export interface Seat {
  person: Person;
  dice: Dice;
  ledger: Ledger;
  /** Id of the attempt; empty until a page has shown it. */
  attempt(): string;
  pcs: readonly Pc[];
  /** The PC and tab in front of the candidate; null while there is none. */
  pc(): Pc;
  page(): Page | null;
  screen(): ReturnType<typeof screenOf> | "gone";
  /** Another PC, which the candidate moves to. */
  newPc(): Promise<Pc>;
  /** Opens a tab on this PC and looks at it. `alone`: what the tab finds when it looks for others. */
  openTab(pc: Pc, alone?: () => boolean): Promise<Page>;
  /** Opens a tab that nobody looks at. */
  openTabBehind(pc: Pc): Promise<Page>;
  /** Looks at a tab that is open already. */
  look(page: Page, pc: Pc): void;
  samples: readonly Sample[];
  /** Samples left out because the suite itself was late. */
  discarded(): number;
  left(): Promise<LeftAtSeat>;
  off(): Promise<void>;
}

export async function openSeat(parts: SeatParts): Promise<Seat> {
  const { person, dice } = parts;
  const ledger = openLedger();
  const samples: Sample[] = [];
  let discarded = 0;
  let attempt = "";
  const pcs = [await openPc(1, parts.port, parts.openPage, dice.of("pc 1"))];
  let here: Pc = pcs[0] as Pc;
  let front: Page | null = null;

  const watch = (page: Page, pc: Pc) => {
    const memory: PageMemory = new Map();
    const { name } = pc.disk();
    page.desk.store.subscribe((state) => {
      attempt = state.view?.attempt ?? attempt;
      ledger.see(state, name, memory);
    });
    page.desk.clock.store.subscribe(({ secondsLeft }, before) => {
      if (secondsLeft === null || secondsLeft === before.secondsLeft || !mayJudge(page, pc)) return;
      if (parts.stalls.recently()) discarded += 1;
      else samples.push({ at: now(), secondsLeft, stepped: before.secondsLeft === secondsLeft + 1 });
    });
  };

  /** Only a page that hears the server can show its time; one whose PC has slept has a moment to ask for it. */
  const mayJudge = ({ desk, open, woke }: Page, { cable }: Pc) => {
    const { online, view } = desk.store.getState();
    const { proven } = desk.clock.store.getState();
    const kind = cable.weather().kind;
    const connected = online && parts.serverUp() && kind !== "silent" && kind !== "cut";
    const awake = open() && now() - woke() > askMs;
    return awake && connected && proven && view?.phase === "running";
  };

  const open = async (pc: Pc, alone?: () => boolean) => {
    const page = await pc.openTab(alone);
    watch(page, pc);
    void page.desk.begin();
    return page;
  };
  const look = (page: Page, pc: Pc) => {
    front = page;
    here = pc;
  };

  return {
    person,
    dice,
    ledger,
    attempt: () => attempt,
    pcs,
    pc: () => here,
    page: () => (front?.open() ? front : null),
    screen() {
      if (!front?.open()) return "gone";
      return screenOf(front.desk.store.getState(), front.desk.clock.store.getState().timeUp);
    },
    async newPc() {
      const number = pcs.length + 1;
      const pc = await openPc(number, parts.port, parts.openPage, dice.of(`pc ${number}`));
      pcs.push(pc);
      return pc;
    },
    async openTab(pc, alone) {
      const page = await open(pc, alone);
      look(page, pc);
      return page;
    },
    openTabBehind: (pc) => open(pc),
    look,
    samples,
    discarded: () => discarded,
    async left() {
      const disks = pcs.map((pc) => pc.disk());
      const read = disks.map(
        async ({ name, factory }) => [name, await journalOnDisk(factory)] as [string, JournalOnDisk],
      );
      const online =
        front?.open() && front.desk.store.getState().online && here.cable.weather().kind === "fair";
      return { journals: new Map(await Promise.all(read)), connected: online ? here.disk().name : null };
    },
    async off() {
      await Promise.all(pcs.map((pc) => pc.off()));
    },
  };
}
