import { entryDigest } from "./entry-digest.ts";
import type { AttemptEvent } from "./events.ts";
import { nameOf } from "./evolve.ts";
import type { Logged } from "./logged.ts";

/** A moment at which the candidate worked: an entry that counts was made. */
export interface Work {
  /** Exam time. */
  made: number;
  /** The item that was answered; null for a mark. */
  item: string | null;
}

/**
 * When the candidate worked, from entries that count: those accepted and those admitted. What stands in
 * quarantine or was set aside is no use to the candidate, and a time that proves nothing shows nothing.
 */
export function workOf(log: readonly Logged[]): Work[] {
  const claims = new Map<string, Work>();
  const work: Work[] = [];
  for (const { event, at } of log) {
    if (event.type === "answered") work.push(...proven(event.data, at.exam));
    else if (event.type === "quarantine-decided") work.push(...admitted(event.data, claims));
    else for (const [name, claim] of claimsOf(event, at.exam)) claims.set(name, claim);
  }
  return work;
}

type Made = Pick<Extract<AttemptEvent, { type: "answered" }>["data"], "made" | "synced" | "change">;

/** No entry was made after it arrived: a page whose server was down counts on while exam time stands still. */
function proven({ made, synced, change }: Made, arrived: number): Work[] {
  if (synced === null) return [];
  return [{ made: Math.min(made, arrived), item: change.kind === "respond" ? change.item : null }];
}

function claimsOf(event: AttemptEvent, arrived: number): [string, Work][] {
  if (event.type === "entry-quarantined") return named(event.data.journal, [event.data], arrived);
  if (event.type === "rescue-loaded") return named(event.data.journal, event.data.entries, arrived);
  return [];
}

type Claim = Made & { seq: number; epoch: number };

function named(journal: string, entries: readonly Claim[], arrived: number): [string, Work][] {
  return entries.flatMap((entry) => {
    const name = nameOf({ journal, seq: entry.seq, digest: entryDigest(entry) });
    return proven(entry, arrived).map((one): [string, Work] => [name, one]);
  });
}

type Decided = Extract<AttemptEvent, { type: "quarantine-decided" }>["data"];

function admitted({ admit, entries }: Decided, claims: ReadonlyMap<string, Work>): Work[] {
  return admit ? entries.flatMap((entry) => claims.get(nameOf(entry)) ?? []) : [];
}
