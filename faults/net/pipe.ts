import type { Socket } from "node:net";
import { now } from "../run/pause.ts";

/** What a pipe asks of the weather. */
export interface Air {
  /** Milliseconds that a chunk of so many bytes takes longer. */
  delay: (bytes: number) => number;
  held: () => boolean;
}

type Parcel = { due: number } & ({ kind: "bytes"; bytes: Buffer } | { kind: "end" } | { kind: "reset" });

/**
 * One way of a connection: hands on bytes, the end and a reset in order, each when it is due. What is
 * held is not lost, because TCP sends it again when the cable is back. Returns how to try again after
 * the weather has changed.
 */
export function pipe(from: Socket, to: Socket, { delay, held }: Air): () => void {
  const parcels: Parcel[] = [];
  let latest = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    if (held()) return;
    for (let next = parcels[0]; next; next = parcels[0]) {
      const wait = next.due - now();
      if (wait > 0) {
        timer = setTimeout(flush, wait);
        return;
      }
      parcels.shift();
      deliver(to, next);
    }
  };
  const send = (parcel: { kind: "bytes"; bytes: Buffer } | { kind: "end" } | { kind: "reset" }) => {
    latest = Math.max(latest, now() + delay(parcel.kind === "bytes" ? parcel.bytes.length : 0));
    parcels.push({ ...parcel, due: latest });
    flush();
  };

  from.on("data", (bytes: Buffer) => send({ kind: "bytes", bytes }));
  from.on("end", () => send({ kind: "end" }));
  from.on("error", () => send({ kind: "reset" }));
  return flush;
}

function deliver(to: Socket, parcel: Parcel): void {
  if (parcel.kind === "bytes") to.write(parcel.bytes);
  else if (parcel.kind === "end") to.end();
  else to.resetAndDestroy();
}
