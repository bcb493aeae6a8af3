import { chainFault } from "../attempt/chain.ts";
import { evolve } from "../attempt/evolve.ts";
import type { Logged } from "../attempt/logged.ts";
import { attemptStream } from "../attempt/sitting.ts";
import { type AttemptState, nothing } from "../attempt/state.ts";
import type { EventLog } from "../store/store.ts";
import { attemptEvent } from "./log-stream.ts";
import { BrokenLog } from "./room.ts";

/** An attempt's log with its times, as the pure readers of attempt/ take it. Throws BrokenLog when its chain does not hold. */
export async function attemptLog(log: Pick<EventLog, "read">, attempt: string): Promise<Logged[]> {
  const stored = await log.read(attemptStream(attempt));
  const fault = chainFault(stored);
  if (fault) throw new BrokenLog(`作答 ${attempt} 的记录校验失败：${fault}`);
  return stored.map((one) => ({ event: attemptEvent(one), at: { exam: one.exam, wall: one.wall } }));
}

/** The attempt as its log leads to it, without keeping it in memory as the room does. */
export function stateOf(log: readonly Logged[]): AttemptState {
  return log.reduce((state, { event, at }) => evolve(state, event, at), nothing);
}
