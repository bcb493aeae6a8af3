import path from "node:path";
import type { Generator } from "@kaochang/question-bank/random.ts";

/**
 * Names in the folder after a power cut. A change to a name (create, rename, unlink) is certain
 * - once its folder was fsynced after it, or
 * - for a create or rename: once the file itself was fsynced after it. POSIX promises less, but ext4,
 *   XFS and btrfs commit a new file's name with its fsync, and SQLite relies on no more than that.
 * Of the others a beginning survives, of random length: the journal of a file system commits changes to
 * names in their order. (ext4 would also commit every earlier one with any fsync; that is not assumed.)
 * Folders themselves are taken to be there.
 */
export interface Naming<File> {
  position: number;
  name: string;
  /** What the name stands for from now on; null: nothing. */
  file: File | null;
  /** Of a rename: the name that stands for nothing from now on. */
  from: string | null;
  certain: boolean;
}

export function fileSynced<File>(namings: readonly Naming<File>[], file: File, begun: number): void {
  for (const naming of namings) {
    if (naming.file === file && naming.position < begun) naming.certain = true;
  }
}

export function folderSynced<File>(namings: readonly Naming<File>[], folder: string, begun: number): void {
  for (const naming of namings) {
    if (folderOf(naming.name) === folder && naming.position < begun) naming.certain = true;
  }
}

function folderOf(name: string): string {
  const folder = path.dirname(name);
  return folder === "." ? "" : folder;
}

/** The names that a power cut leaves, and what they stand for. */
export function survivingNames<File>(namings: readonly Naming<File>[], random: Generator): Map<string, File> {
  const uncertain = namings.filter(({ certain }) => !certain);
  const kept = new Set(uncertain.slice(0, random.below(uncertain.length + 1)));
  const names = new Map<string, File>();
  for (const naming of namings) {
    if (!naming.certain && !kept.has(naming)) continue;
    if (naming.from !== null) names.delete(naming.from);
    if (naming.file === null) names.delete(naming.name);
    else names.set(naming.name, naming.file);
  }
  return names;
}
