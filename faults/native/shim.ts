import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beginRecording } from "../disk/recording.ts";

/** The machine beneath a process: its wall clock and the disk of one folder, to be bent at any time. */
export interface Machine {
  /** What to start the process with, beside its own environment. Processes that it starts have it too. */
  env: Record<string, string>;
  /** The recorder's log, for disk/image.ts; it goes on over restarts of the process. */
  log: string;
  /** Shifts the wall clock by so many milliseconds from the true one; monotonic clocks stay as they are. */
  shiftWallClock(milliseconds: number): void;
  /** Each fsync and fdatasync of a file of the folder takes so many milliseconds more. */
  slowDisk(milliseconds: number): void;
  /** While the disk is full, writing to a file of the folder or making one longer fails with ENOSPC. */
  fillDisk(full: boolean): void;
  /** Removes the control file and the log. */
  forget(): void;
}

/**
 * A simulated machine for processes that work on `folder`, which is made if missing. Needs Linux and a
 * C compiler; throws otherwise. With `record`, what lies in the folder now begins the log, and whatever
 * changes it from now on must run with `env`.
 */
export function simulatedMachine(folder: string, { record }: { record: boolean }): Machine {
  const library = compiled();
  mkdirSync(folder, { recursive: true });
  const own = mkdtempSync(path.join(tmpdir(), "kaochang-machine-"));
  const control = path.join(own, "control");
  const log = path.join(own, "log");
  writeFileSync(control, Buffer.alloc(24));
  if (record) beginRecording(folder, log);
  return {
    env: {
      LD_PRELOAD: library,
      KAOCHANG_MACHINE_FOLDER: realpathSync(folder),
      KAOCHANG_MACHINE_CONTROL: control,
      ...(record ? { KAOCHANG_MACHINE_LOG: log } : {}),
    },
    log,
    shiftWallClock: (milliseconds) => set(control, 0, milliseconds),
    slowDisk: (milliseconds) => set(control, 8, milliseconds),
    fillDisk: (full) => set(control, 16, full ? 1 : 0),
    forget: () => rmSync(own, { recursive: true, force: true }),
  };
}

/** Writes one field of shim.c's `struct control` in place, where the process has it mapped. */
function set(control: string, place: number, value: number): void {
  const field = Buffer.alloc(8);
  field.writeBigInt64LE(BigInt(Math.round(value)));
  const descriptor = openSync(control, "r+");
  writeSync(descriptor, field, 0, field.length, place);
  closeSync(descriptor);
}

/** Path of the library, compiled when its source has not been before. */
function compiled(): string {
  const source = path.resolve("faults", "native", "shim.c");
  const digest = createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 16);
  const cache = path.resolve("node_modules", ".cache", "kaochang-faults");
  const library = path.join(cache, `shim-${digest}.so`);
  if (!existsSync(library)) compile(source, cache, library);
  return library;
}

/** Compiles beside the place and moves it there, because several tests may be starting. */
function compile(source: string, cache: string, library: string): void {
  mkdirSync(cache, { recursive: true });
  const made = `${library}.${process.pid}`;
  const args = ["-shared", "-fPIC", "-O2", "-Wall", "-o", made, source, "-ldl", "-lpthread"];
  const { status, stderr, error } = spawnSync("cc", args, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(
      `the simulated machine needs Linux and a C compiler (cc): ${error ? error.message : stderr}`,
    );
  }
  renameSync(made, library);
}
