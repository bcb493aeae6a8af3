import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { simulatedMachine } from "../native/shim.ts";
import type { Acknowledged } from "./driver.ts";
import type { RecordedDisk } from "./image.ts";
import { faultInLog } from "./log-check.ts";

const database = "kaochang.sqlite";

/** A recorded disk, and how to run a program on it that takes a database's file as its first argument. */
export function recordedMachine() {
  const disk = mkdtempSync(path.join(tmpdir(), "kaochang-disk-"));
  const machine = simulatedMachine(disk, { record: true });
  const env = { ...process.env, ...machine.env };
  return {
    machine,
    run: (program: string, ...args: string[]) =>
      spawn(process.execPath, [program, path.join(disk, database), ...args], {
        env,
        stdio: ["ignore", "pipe", "inherit"],
      }),
    forget: () => {
      machine.forget();
      rmSync(disk, { recursive: true });
    },
  };
}

export type RecordedMachine = ReturnType<typeof recordedMachine>;

/** All that a program prints until it ends. */
export async function acknowledgedOf(program: ReturnType<RecordedMachine["run"]>): Promise<Acknowledged[]> {
  const lines: Acknowledged[] = [];
  for await (const line of createInterface(program.stdout)) lines.push(JSON.parse(line) as Acknowledged);
  return lines;
}

/** What is wrong with the database once the power is cut at the disk's present moment, or null. */
export async function faultAfterCut(
  disk: RecordedDisk,
  seed: string,
  acknowledged: Record<string, number>,
): Promise<string | null> {
  const image = mkdtempSync(path.join(tmpdir(), "kaochang-image-"));
  try {
    disk.rebuild(image, seed);
    return await faultInLog(path.join(image, database), acknowledged);
  } finally {
    rmSync(image, { recursive: true });
  }
}
