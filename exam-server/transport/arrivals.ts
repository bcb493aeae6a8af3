import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/**
 * Between two connections that are let in while answers are being saved. A connection costs the server
 * about 2 ms in all: at this pace a room of 500 is back within 3 s, and another room's slowest saves take
 * twice as long meanwhile; at no pace 0.8 s and five times as long (`npm run bench -- delivery`).
 */
const paceMs = 5;

/**
 * Lets connections in one by one: a room that comes back after an outage knocks five hundred times in one
 * moment, and what others save must not wait until the last of them is in. Each gets a turn of the event
 * loop of its own, and while `saving()` a pause after it. To be called when whoever takes the connections
 * already listens.
 */
export function admitOneByOne(http: Server, saving: () => boolean): void {
  const takers = http.listeners("upgrade") as ((...knock: Knock) => void)[];
  const waiting: Knock[] = [];
  let pausing = false;
  const goOn = (): void => {
    if (saving()) setTimeout(next, paceMs);
    else setImmediate(next);
  };
  const next = (): void => {
    const knock = waiting.shift();
    pausing = knock !== undefined;
    if (!knock) return;
    knock[1].off("error", ignore);
    if (!knock[1].destroyed) for (const take of takers) take.apply(http, knock);
    goOn();
  };
  http.removeAllListeners("upgrade");
  http.on("upgrade", (...knock: Knock) => {
    // Nobody else listens to it yet, and a line that breaks while it waits must not end the process.
    knock[1].on("error", ignore);
    waiting.push(knock);
    if (pausing) return;
    pausing = true;
    setImmediate(next);
  });
}

type Knock = [request: IncomingMessage, socket: Duplex, head: Buffer];

function ignore(): void {}
