import { statfs } from "node:fs/promises";
import { freemem } from "node:os";
import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { VersionConflict } from "../store/store.ts";
import type { Reading } from "./guards.ts";

/** How often the event loop is looked at: what is late by less is not seen. */
const resolutionMs = 20;
/** One long step (a draw, a collection of garbage) in a window is no sign of want; many are. */
const percentile = 95;
const nanosecondsInMs = 1e6;
const microsecondsInMs = 1000;

/** Measures the machine under the server: the disk of one folder, commits, the event loop, memory. */
export async function openMachine(folder: string, monotonic: () => number) {
  let freeDiskBytes = await freeBytes(folder);
  let asking = false;
  /** A disk that hangs must hang no reading: the answer comes with a later one. */
  const askDisk = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    freeDiskBytes = await freeBytes(folder).catch(() => freeDiskBytes);
    asking = false;
  };
  const loop = monitorEventLoopDelay({ resolution: resolutionMs });
  loop.enable();
  const commits = commitMeter(monotonic);
  return {
    meter: commits.meter,
    /** What was measured since the last reading. */
    read(): Reading {
      void askDisk();
      const late = loop.percentile(percentile) / nanosecondsInMs - resolutionMs;
      loop.reset();
      return {
        freeDiskBytes,
        ...commits.read(),
        loopDelayMs: Math.max(0, late),
        processBytes: process.memoryUsage.rss(),
        freeMemoryBytes: freemem(),
      };
    },
    stop: () => loop.disable(),
  };
}

export type Machine = Awaited<ReturnType<typeof openMachine>>;

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Times commits from outside, as whoever waits for one feels them. */
function commitMeter(monotonic: () => number) {
  const took = createHistogram();
  let underWay = 0;
  /** When the writer last showed life: settled a commit, or got the first of several. */
  let lastSign = 0;
  let commitFails = false;

  const settle = (began: number, fails: boolean): void => {
    lastSign = monotonic();
    underWay -= 1;
    commitFails = fails;
    took.record(Math.max(1, Math.round((lastSign - began) * microsecondsInMs)));
  };

  return {
    /** The same writing, timed: once a transaction, whatever shares it. */
    meter:
      <A extends unknown[]>(write: (...args: A) => Promise<void>) =>
      async (...args: A): Promise<void> => {
        const began = monotonic();
        if (underWay === 0) lastSign = began;
        underWay += 1;
        try {
          await write(...args);
        } catch (reason) {
          // A conflict is one stream's own and says nothing of the disk.
          settle(began, !(reason instanceof VersionConflict));
          throw reason;
        }
        settle(began, false);
      },
    read(): Pick<Reading, "commitMs" | "commitFails"> {
      const measured = took.count > 0 ? took.percentile(percentile) / microsecondsInMs : 0;
      took.reset();
      const waiting = underWay > 0 ? monotonic() - lastSign : 0;
      return { commitMs: Math.max(measured, waiting), commitFails };
    },
  };
}
