import type { AttemptState } from "@kaochang/exam-client/store/attempt.ts";
import { itemSaveOf, saveLineOf } from "@kaochang/exam-client/store/read.ts";
import type { Change, Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { now } from "../run/pause.ts";

/** One thing that the candidate did, and how far the screen said that it had come. */
export interface Act {
  /** 1, 2, 3 … in the candidate's own order. */
  order: number;
  change: Change;
  /** The entry's time of writing, by which it is found again; null when nothing was written. */
  made: number | null;
  /** When the screen first said "on this PC" (suite's clock), and on which disk. */
  kept: { at: number; disk: string } | null;
  /** When the screen first said "on the server". */
  served: number | null;
}

/** What the suite itself noted of one attempt, from what its screens showed. */
export interface Ledger {
  acts: readonly Act[];
  /** Entries that the client wrote or the server took and no act asked for. */
  phantoms: number;
  /** Answers shown as on the server, as keys of `answerKey`. */
  shown: ReadonlySet<string>;
  /** Notes what the candidate is about to do. */
  intend(change: Change): Act;
  /** Notes that the server took what no candidate had written. */
  wasForged(): void;
  /** Notes what the screen of a PC with this disk says now. `memory`: what this page showed before. */
  see(state: AttemptState, disk: string, memory: PageMemory): void;
}

/** Acts that one page has shown as waiting; the page's own, because another page may read an older journal. */
export type PageMemory = Map<string, Act>;

export function actKey(change: Change, made: number): string {
  return `${made} ${answerKey(change)}`;
}

export function answerKey(change: Change): string {
  const value = change.kind === "respond" ? change.response : change.flagged;
  return `${change.kind} ${change.item} ${JSON.stringify(value)}`;
}

export function openLedger(): Ledger {
  const acts: Act[] = [];
  const byKey = new Map<string, Act>();
  const shown = new Set<string>();
  const touched = new Set<string>();
  let phantoms = 0;

  /** The act that this entry carries; the latest one that asked for it, because a typed text may be overtaken. */
  const actOf = ({ change, made }: Entry): Act | null => {
    const key = actKey(change, made);
    const known = byKey.get(key);
    if (known) return known;
    const wanted = answerKey(change);
    const act = acts.findLast((one) => one.made === null && answerKey(one.change) === wanted);
    if (!act) {
      phantoms += 1;
      return null;
    }
    act.made = made;
    byKey.set(key, act);
    return act;
  };

  const seeWaiting = ({ box }: AttemptState, disk: string, memory: PageMemory): Set<string> => {
    const waiting = new Set<string>();
    for (const { entry, kept } of box.pending) {
      const key = actKey(entry.change, entry.made);
      waiting.add(key);
      const act = memory.get(key) ?? actOf(entry);
      if (!act) continue;
      memory.set(key, act);
      if (kept === "disk") act.kept ??= { at: now(), disk };
    }
    return waiting;
  };

  const seeServed = ({ box }: AttemptState, waiting: ReadonlySet<string>, memory: PageMemory): void => {
    const aside = new Set(box.aside.map(({ entry }) => actKey(entry.change, entry.made)));
    for (const [key, act] of memory) {
      if (waiting.has(key)) continue;
      memory.delete(key);
      if (!aside.has(key)) act.served ??= now();
    }
  };

  const seeAnswers = (state: AttemptState): void => {
    const allSaved = saveLineOf(state).kind === "saved";
    for (const item of touched) {
      const save = itemSaveOf(state, item);
      if (save !== "server" && !(save === "none" && allSaved)) continue;
      shown.add(answerKey({ kind: "respond", item, response: state.screen.responses[item] ?? null }));
    }
  };

  return {
    acts,
    get phantoms() {
      return phantoms;
    },
    shown,
    intend(change) {
      const act: Act = { order: acts.length + 1, change, made: null, kept: null, served: null };
      acts.push(act);
      if (change.kind === "respond") touched.add(change.item);
      return act;
    },
    wasForged() {
      phantoms += 1;
    },
    see(state, disk, memory) {
      // A page that is being set up anew shows nothing, which says nothing of what it showed before.
      if (state.view === null) return memory.clear();
      seeServed(state, seeWaiting(state, disk, memory), memory);
      if (state.view.phase === "running" && state.online) seeAnswers(state);
    },
  };
}
