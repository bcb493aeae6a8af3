import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/**
 * Lets connections in one by one, each in a turn of the event loop of its own: a room that comes back
 * after an outage knocks five hundred times in one moment, and what others save must not wait until the
 * last of them is in. To be called when whoever takes the connections already listens.
 */
export function admitOneByOne(http: Server): void {
  const takers = http.listeners("upgrade") as ((...knock: Knock) => void)[];
  const waiting: Knock[] = [];
  const next = (): void => {
    const knock = waiting.shift();
    if (!knock) return;
    knock[1].off("error", ignore);
    if (!knock[1].destroyed) for (const take of takers) take.apply(http, knock);
    if (waiting.length > 0) setImmediate(next);
  };
  http.removeAllListeners("upgrade");
  http.on("upgrade", (...knock: Knock) => {
    // Nobody else listens to it yet, and a line that breaks while it waits must not end the process.
    knock[1].on("error", ignore);
    if (waiting.push(knock) === 1) setImmediate(next);
  });
}

type Knock = [request: IncomingMessage, socket: Duplex, head: Buffer];

function ignore(): void {}
