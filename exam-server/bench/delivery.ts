import type { BenchResult } from "@kaochang/question-bank/bench/result.ts";
import { durableSave } from "./delivery/durable-save.ts";
import { neighbours } from "./delivery/neighbours.ts";
import { outage } from "./delivery/outage.ts";
import { restart } from "./delivery/restart.ts";
import { start } from "./delivery/start.ts";
import { steadyRoom } from "./delivery/steady-room.ts";

/** What an exam room asks of one small server. Server and load are separate processes; ratios decide. */
export async function bench(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const part of [durableSave, steadyRoom, start, outage, restart, neighbours]) {
    results.push(...(await part()));
  }
  return results;
}
