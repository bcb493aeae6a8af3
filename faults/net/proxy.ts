import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Dice } from "../run/dice.ts";
import { pipe } from "./pipe.ts";
import { delayOf, fair, isHeld, type Way, type Weather } from "./weather.ts";

/** A cable to the server that can be cut, slowed and made to lose segments. */
export interface Cable {
  url: string;
  weather(): Weather;
  turn(weather: Weather): void;
  /** Resets what is connected now; new connections pass. */
  cut(): void;
  close(): Promise<void>;
}

interface Connection {
  near: Socket;
  far: Socket;
  flushes: (() => void)[];
}

export async function openCable(serverPort: number, dice: Dice): Promise<Cable> {
  let weather: Weather = fair;
  const connections = new Set<Connection>();

  const air = (way: Way) => ({
    delay: (bytes: number) => delayOf(weather, bytes, dice),
    held: () => isHeld(weather, way),
  });

  const join = (near: Socket) => {
    if (weather.kind === "cut") return near.resetAndDestroy();
    const far = connect(serverPort, "127.0.0.1");
    const flushes = [pipe(near, far, air("up")), pipe(far, near, air("down"))];
    const connection = { near, far, flushes };
    connections.add(connection);
    const closed = () => near.destroyed && far.destroyed && connections.delete(connection);
    near.on("close", closed);
    far.on("close", closed);
  };

  const server = createServer({ allowHalfOpen: true }, join);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const cut = () => {
    for (const { near, far } of connections) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    connections.clear();
  };

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather: () => weather,
    turn(next) {
      weather = next;
      if (next.kind === "cut") cut();
      for (const { flushes } of connections) for (const flush of flushes) flush();
    },
    cut,
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
