import { existsSync, fsyncSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";

/** Would overwrite something: what is handed over or kept as evidence is never replaced. */
export class FileThere extends Error {
  readonly file: string;
  constructor(file: string) {
    super(`${file} 已存在，没有改动；请换一个文件名`);
    this.file = file;
  }
}

/**
 * Makes a file under a temporary name beside it, and gives it its own name only when it is whole and on
 * the disk. `fill` writes the temporary file; when it throws, nothing stays. Throws FileThere.
 */
export async function makeDurably<T>(file: string, fill: (unfinished: string) => Promise<T>): Promise<T> {
  if (existsSync(file)) throw new FileThere(file);
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const made = await fill(unfinished);
    await synced(unfinished, "r+");
    renameSync(unfinished, file);
    // The new name is an entry of the folder; Windows keeps those by itself and opens no folder.
    if (process.platform !== "win32") await synced(path.dirname(path.resolve(file)), "r");
    return made;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

async function synced(file: string, flags: string): Promise<void> {
  const handle = await open(file, flags);
  try {
    fsyncSync(handle.fd);
  } finally {
    await handle.close();
  }
}
