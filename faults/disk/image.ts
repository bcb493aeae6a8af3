import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { seedState, withGenerator } from "@kaochang/question-bank/random.ts";
import { apply, type Change, type Content, copyOf, emptyContent } from "./content.ts";
import { fileSynced, folderSynced, type Naming, survivingNames } from "./names.ts";
import { type Recorded, recordsOf } from "./recording.ts";
import { survivors } from "./survivors.ts";

interface File {
  /** What was there at the last completed sync. */
  synced: Content;
  /** What was done since then, with its place in the log. */
  unsynced: { position: number; change: Change }[];
}

/** The folder of a recording, played up to a moment. */
export interface RecordedDisk {
  /**
   * Plays on to a moment (CLOCK_MONOTONIC, nanoseconds); it never goes back. Throws if a file is used
   * that neither the recording made nor lay in the folder when it began.
   */
  advance(moment: bigint): void;
  /**
   * Writes the folder as the power cut at the present moment leaves it: all that was synced, and by the
   * seed some of the rest (see survivors.ts, names.ts). May be asked repeatedly, with other seeds.
   */
  rebuild(folder: string, seed: string): void;
}

/** Plays the log of native/shim.c's recorder in one pass, so ask for the moments in their order. */
export function recordedDisk(log: string): RecordedDisk {
  const records = recordsOf(log);
  let next = records.next();
  const files = new Map<string, File>();
  const namings: Naming<File>[] = [];
  return {
    advance: (moment) => {
      while (!next.done && next.value.at <= moment) {
        play(next.value, files, namings);
        next = records.next();
      }
    },
    rebuild: (folder, seed) => {
      withGenerator(seedState(seed), (random) => {
        mkdirSync(folder, { recursive: true });
        for (const [name, file] of survivingNames(namings, random)) {
          write(path.join(folder, name), contentAfterCut(file, random));
        }
      });
    },
  };
}

function contentAfterCut({ synced, unsynced }: File, random: Parameters<typeof survivors>[1]): Content {
  const content = copyOf(synced);
  const changes = unsynced.map(({ change }) => change);
  for (const change of survivors(changes, random)) apply(content, change);
  return content;
}

function write(name: string, { bytes, size }: Content): void {
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(name, bytes.subarray(0, size), { mode: 0o600 });
}

function play(record: Recorded, files: Map<string, File>, namings: Naming<File>[]): void {
  const { op, position } = record;
  const name = (changes: Pick<Naming<File>, "name" | "file" | "from">) =>
    namings.push({ position, certain: false, ...changes });
  if (op === "open") {
    if (!files.has(record.file)) throw new Error(`${record.name} came from outside the recording`);
  } else if (op === "create") {
    const file: File = { synced: emptyContent(), unsynced: [] };
    files.set(record.file, file);
    name({ name: record.name, file, from: null });
  } else if (op === "unlink") name({ name: record.name, file: null, from: null });
  else if (op === "rename") name({ name: record.name, file: known(files, record), from: record.from });
  else if (op === "sync-folder") folderSynced(namings, record.name, record.begun);
  else if (op === "sync") sync(known(files, record), record.begun, namings);
  else known(files, record).unsynced.push({ position, change: record });
}

function known(files: Map<string, File>, { file, op }: Recorded): File {
  const found = files.get(file);
  if (found === undefined) throw new Error(`${op}: the file ${file} came from outside the recording`);
  return found;
}

/** A change that was done only after the sync had begun is not covered by it. */
function sync(file: File, begun: number, namings: Naming<File>[]): void {
  const covered = file.unsynced.filter(({ position }) => position < begun);
  for (const { change } of covered) apply(file.synced, change);
  file.unsynced = file.unsynced.filter(({ position }) => position >= begun);
  fileSynced(namings, file, begun);
}
