import type { Server } from "node:http";

/**
 * Calls `then` once: when one of the servers has begun to serve its first request, or `latestMs` after now.
 * A server that listens is not yet one that answers: on a slow or busy machine seconds can lie between, in
 * which no candidate is served. Returns how to call it off.
 */
export function whenReached(
  servers: readonly Pick<Server, "once" | "off">[],
  latestMs: number,
  then: () => void,
): () => void {
  const callOff = () => {
    clearTimeout(timer);
    for (const server of servers) server.off("request", reached).off("upgrade", reached);
  };
  const reached = () => {
    callOff();
    then();
  };
  const timer = setTimeout(reached, latestMs);
  for (const server of servers) server.once("request", reached).once("upgrade", reached);
  return callOff;
}
