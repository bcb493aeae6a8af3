import { once } from "node:events";
import { statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mutatedBundle, type Replacement } from "../mutate.ts";
import type { Acknowledged } from "./driver.ts";
import { recordedDisk } from "./image.ts";
import { acknowledgedOf, faultAfterCut, type RecordedMachine, recordedMachine } from "./programs.ts";

let computer: RecordedMachine;
beforeEach(() => {
  computer = recordedMachine();
});
afterEach(() => computer.forget());

/** Kills the driver while an fsync lasts, and returns what it had acknowledged. */
async function killedInSync(): Promise<Acknowledged> {
  // Slow from the start, so that it is still far from folding its write-ahead log back, which syncs it all.
  computer.machine.slowDisk(50);
  const driver = computer.run(await mutatedBundle("faults/disk/driver.ts", []), "100000");
  const said = acknowledgedOf(driver);
  await once(driver.stdout, "data");
  computer.machine.slowDisk(60_000);
  await standstill(computer.machine.log);
  driver.kill("SIGKILL");
  computer.machine.slowDisk(0);
  return lastOf(await said);
}

async function standstill(log: string): Promise<void> {
  for (let before = -1; before !== statSync(log).size; ) {
    before = statSync(log).size;
    await wait(200);
  }
}

function lastOf(lines: readonly Acknowledged[]): Acknowledged {
  const last = lines.at(-1);
  if (!last) throw new Error("the driver said nothing");
  return last;
}

const total = ({ versions }: Acknowledged) =>
  Object.values(versions).reduce((sum, version) => sum + version, 0);

/**
 * Kills the driver and starts it again, until it finds a commit that the killed one had written and not
 * acknowledged, because it was waiting for its fsync. Returns what it finds.
 */
async function foundAfterKill(replacements: Replacement[]): Promise<Acknowledged> {
  const restarted = await mutatedBundle("faults/disk/driver.ts", replacements);
  for (;;) {
    const acknowledged = await killedInSync();
    const found = lastOf(await acknowledgedOf(computer.run(restarted, "0")));
    if (total(found) > total(acknowledged)) return found;
  }
}

/** Cuts the power when the restarted driver has read the store, and says what was wrong then. */
async function faultsAfterKill(replacements: Replacement[]): Promise<(string | null)[]> {
  const { at, versions } = await foundAfterKill(replacements);
  const disk = recordedDisk(computer.machine.log);
  disk.advance(BigInt(at));
  const faults: (string | null)[] = [];
  for (let seed = 0; seed < 20; seed += 1) faults.push(await faultAfterCut(disk, String(seed), versions));
  return faults;
}

/** Two things sync what was left: opening the database, and the write with which the store then takes it up. */
const unsyncedLeftovers: Replacement[] = [
  { file: "exam-server/store/sqlite/database.ts", from: "fsyncSync(descriptor);", to: "" },
  { file: "exam-server/store/sqlite.ts", from: "  followLog(db);", to: "" },
];

test("ANS-10 what is read after a kill inside an fsync is there after a power cut", async () => {
  expect(await faultsAfterKill([])).toEqual(Array.from({ length: 20 }, () => null));
});

test("ANS-10 is broken by reading what a killed server did not sync, and the suite sees it", async () => {
  const faults = await faultsAfterKill(unsyncedLeftovers);
  expect(faults.join("\n")).toContain("acknowledged events");
});
