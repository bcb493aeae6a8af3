import { seedState, withGenerator } from "@kaochang/question-bank/random.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mutatedBundle, type Replacement } from "../mutate.ts";
import type { Acknowledged } from "./driver.ts";
import { recordedDisk } from "./image.ts";
import { acknowledgedOf, faultAfterCut, type RecordedMachine, recordedMachine } from "./programs.ts";

const appends = 400;
let computer: RecordedMachine;
beforeEach(() => {
  computer = recordedMachine();
});
afterEach(() => computer.forget());

/** Moments in their order: half of them right after an acknowledgement, the others anywhere. */
function cuts(lines: readonly Acknowledged[], count: number): bigint[] {
  const times = lines.map(({ at }) => BigInt(at));
  const [first = 0n, last = 0n] = [times[0], times.at(-1)];
  const [moments] = withGenerator(seedState("cuts"), ({ below }) =>
    Array.from({ length: count }, (_, index) =>
      index % 2 === 0 ? (times[below(times.length)] ?? first) : first + anywhere(last - first, below),
    ),
  );
  return moments.sort((a, b) => (a < b ? -1 : 1));
}

function anywhere(span: bigint, below: (n: number) => number): bigint {
  return (span * BigInt(below(1_000_000))) / 1_000_000n;
}

/** What was acknowledged by a moment. */
function acknowledgedBy(lines: readonly Acknowledged[], moment: bigint): Record<string, number> {
  return lines.findLast(({ at }) => BigInt(at) <= moment)?.versions ?? {};
}

/** Runs the driver with faults put into it, cuts the power at many moments, and says what was wrong then. */
async function faultsAfterCuts(replacements: Replacement[], count: number): Promise<string[]> {
  const driver = await mutatedBundle("faults/disk/driver.ts", replacements);
  const lines = await acknowledgedOf(computer.run(driver, String(appends)));
  expect(lines).toHaveLength(1 + appends);
  const disk = recordedDisk(computer.machine.log);
  const faults: string[] = [];
  for (const [index, moment] of cuts(lines, count).entries()) {
    disk.advance(moment);
    const fault = await faultAfterCut(disk, `cut ${index}`, acknowledgedBy(lines, moment));
    if (fault !== null) faults.push(`cut ${index} at ${moment}: ${fault}`);
  }
  return faults;
}

const synchronous = (mode: string): Replacement => ({
  file: "exam-server/store/sqlite/database.ts",
  from: '"synchronous = FULL"',
  to: `"synchronous = ${mode}"`,
});

test("ANS-10 after a power cut at any moment, every acknowledged event is there and the log is whole", async () => {
  expect(await faultsAfterCuts([], 120)).toEqual([]);
});

test.each(["NORMAL", "OFF"])("ANS-10 is broken by synchronous = %s, and the suite sees it", async (mode) => {
  const faults = await faultsAfterCuts([synchronous(mode)], 40);
  expect(faults.join("\n")).toContain("acknowledged events");
});
