import { chain, emptyHead, type Head } from "@kaochang/exam-server/delivery/log-stream.ts";
import { openSqliteStore } from "@kaochang/exam-server/store/sqlite.ts";
import { journal, respond } from "@kaochang/exam-server/testing/attempts.ts";

/**
 * The last version by stream that was told to be durable, one line of JSON on standard output each: what
 * was found when the store was opened, then what there was when each append was acknowledged.
 * `at`: CLOCK_MONOTONIC, nanoseconds, in decimal.
 */
export interface Acknowledged {
  at: string;
  versions: Record<string, number>;
}

// A program of its own: appends chained events to the real store for the recorder to see.
// Arguments: the database's file, how many appends.
const [file = "", appends = ""] = process.argv.slice(2);
const store = await openSqliteStore(file);
const heads = new Map<string, Head>();
for (const { stream, version, hash } of await store.events.readAfter(0, 1e9)) {
  heads.set(stream, { version, hash });
}
acknowledge();
for (let turn = 1; turn <= Number(appends); turn += 1) {
  await store.events.append(group(turn), turn * 1000);
  acknowledge();
}
await store.close();

function acknowledge(): void {
  const versions = Object.fromEntries([...heads].map(([stream, { version }]) => [stream, version]));
  const line: Acknowledged = { at: String(process.hrtime.bigint()), versions };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Groups of 1 to 20 events, of one to four attempts, as group commit makes them. */
function group(turn: number) {
  const size = 1 + ((turn * 7) % 20);
  const streams = 1 + (turn % 4);
  return Array.from({ length: size }, (_, index) => {
    const stream = `attempt/a${(turn + (index % streams)) % 8}`;
    const head = heads.get(stream) ?? emptyHead;
    const made = turn * 1000 + index;
    const link = chain(stream, head, [answer(head.version + 1, made)], { exam: made, wall: made });
    heads.set(stream, link.head);
    return link.events;
  }).flat();
}

function answer(seq: number, made: number) {
  const entry = respond(seq, `i${seq % 100}`, "A".repeat(1 + (seq % 40)), made);
  return { type: "answered" as const, data: { journal, ...entry } };
}
