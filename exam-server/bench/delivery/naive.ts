import path from "node:path";
import { chain, emptyHead } from "../../delivery/log-stream.ts";
import { openSqliteStore } from "../../store/sqlite.ts";
import type { NewEvent } from "../../store/store.ts";
import { scratch } from "./processes.ts";

const saves = 1000;
/** What a busy server joins into one transaction. */
const group = 100;

/** How much more CPU one event costs in a transaction of its own than in a shared one, in microseconds. */
export async function naiveTransactionUs(): Promise<number> {
  const { folder, forget } = scratch();
  const store = await openSqliteStore(path.join(folder, "naive.sqlite"));
  const cpuOf = async (stream: string, size: number): Promise<number> => {
    const events = answered(stream);
    const before = process.cpuUsage();
    for (let at = 0; at < saves; at += size) await store.events.append(events.slice(at, at + size), at);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / saves;
  };
  try {
    await cpuOf("attempt/warm-up", group);
    return (await cpuOf("attempt/naive", 1)) - (await cpuOf("attempt/grouped", group));
  } finally {
    await store.close();
    forget();
  }
}

function answered(stream: string): NewEvent[] {
  const events = Array.from({ length: saves }, (_, index) => ({
    type: "answered" as const,
    data: {
      journal: "a".repeat(32),
      seq: index + 1,
      epoch: 1,
      made: 1000 + index,
      synced: 1000,
      change: { kind: "respond" as const, item: "ecl3-0123", response: "A" },
    },
  }));
  return chain(stream, emptyHead, events, { exam: 0, wall: 0 }).events;
}
