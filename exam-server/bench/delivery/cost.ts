import { sleep } from "./figures.ts";
import { cpuMs } from "./processes.ts";

/** Something that a server is asked over and over: one request at a time on each lane. */
export interface Load {
  pid: number;
  lanes: readonly (() => Promise<unknown>)[];
}

/** What the server used and did in a window of time. */
export interface Cost {
  /** CPU of the server for one request, in microseconds. */
  cpuUs: number;
  perSecond: number;
  /** Share of one core that the server used. */
  busy: number;
}

const warmMs = 700;

/** Asks on all lanes for a while and measures after a short run-up, while all lanes are under way. */
export async function costOf({ pid, lanes }: Load, windowMs: number): Promise<Cost> {
  let done = 0;
  let stop = false;
  const running = lanes.map(async (request) => {
    while (!stop) {
      await request();
      done += 1;
    }
  });
  await sleep(warmMs);
  const [doneBefore, cpuBefore, begun] = [done, cpuMs(pid), performance.now()];
  await sleep(windowMs);
  const [requests, cpu, ms] = [done - doneBefore, cpuMs(pid) - cpuBefore, performance.now() - begun];
  stop = true;
  await Promise.all(running);
  return { cpuUs: (cpu * 1000) / requests, perSecond: (requests * 1000) / ms, busy: cpu / ms };
}
