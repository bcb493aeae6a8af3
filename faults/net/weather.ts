import type { Dice } from "../run/dice.ts";

/** From the seat to the server, or back. */
export type Way = "up" | "down";

/** What the cable between a seat and the server does. */
export type Weather =
  | { kind: "fair" }
  /** Connections are reset, and new ones too. */
  | { kind: "cut" }
  /** Nothing passes these ways and nobody is told: the cable is out, the sockets stand. */
  | { kind: "silent"; ways: readonly Way[] }
  /** Every byte takes so much longer, each way. */
  | { kind: "slow"; ms: number }
  /** This share of segments is lost. */
  | { kind: "lossy"; share: number };

export const fair: Weather = { kind: "fair" };

const segmentBytes = 1460;
const firstTimeoutMs = 200;
/** Linux doubles the timeout up to two minutes; no try lasts so long, and five losses in a row are rare. */
const mostDoublings = 5;

/**
 * How much later a chunk arrives. TCP hides a lost segment from both ends: it is sent again after the
 * retransmission timeout (200 ms at least, doubled at each further loss), and what follows it waits. So
 * loss appears here as delay, drawn for each segment of the chunk.
 */
export function delayOf(weather: Weather, bytes: number, dice: Dice): number {
  if (weather.kind === "slow") return weather.ms;
  if (weather.kind !== "lossy") return 0;
  const segments = Math.max(1, Math.ceil(bytes / segmentBytes));
  return Math.max(...Array.from({ length: segments }, () => retransmission(weather.share, dice)));
}

function retransmission(share: number, dice: Dice): number {
  let delay = 0;
  for (let losses = 0; losses < mostDoublings && dice.happens(share); losses += 1) {
    delay += firstTimeoutMs * 2 ** losses;
  }
  return delay;
}

export function isHeld(weather: Weather, way: Way): boolean {
  return weather.kind === "silent" && weather.ways.includes(way);
}
