import { sha256 } from "@kaochang/question-bank/digest.ts";

/** `previous` of a stream's first event. */
export const genesis = "0".repeat(64);

/** An event as it is hashed: `data` is JSON text, kept byte for byte because the hash covers it. */
export interface Link {
  /** `attempt/<id>`, `sitting/<id>` or `draw/<id>`. */
  stream: string;
  /** 1, 2, 3 … within the stream. */
  version: number;
  type: string;
  data: string;
  /** Exam time in milliseconds. */
  exam: number;
  /** Wall clock in milliseconds since 1970: a label, never used to compute. */
  wall: number;
  /** Hash of the event before it in the stream; `genesis` for the first. SHA-256 hex, as all hashes. */
  previous: string;
}

/**
 * Hash of an event: SHA-256 over the hash before it and every stored field, each closed by a newline
 * (`data` is JSON text, in which a newline is escaped, and stands last), so that no two events have
 * the same input.
 */
export function hashOf({ stream, version, type, data, exam, wall, previous }: Link): string {
  const text = `${previous}\n${stream}\n${version}\n${type}\n${exam}\n${wall}\n${data}`;
  return sha256(text);
}

/** `place`: of the event in its stream, from 1. */
export interface ChainBreak {
  place: number;
  why: "wrong-version" | "wrong-predecessor" | "changed";
}

/** The first broken place of a stream's chain, or null when all hashes and versions fit. */
export function chainBreak(events: readonly (Link & { hash: string })[]): ChainBreak | null {
  let previous = genesis;
  for (const [index, event] of events.entries()) {
    const place = index + 1;
    if (event.version !== place) return { place, why: "wrong-version" };
    if (event.previous !== previous) return { place, why: "wrong-predecessor" };
    if (event.hash !== hashOf(event)) return { place, why: "changed" };
    previous = event.hash;
  }
  return null;
}

const breakWords = {
  "wrong-version": "stands at another place",
  "wrong-predecessor": "does not follow its predecessor",
  changed: "was changed",
} as const satisfies Record<ChainBreak["why"], string>;

/** The same in words, for a technician. */
export function chainFault(events: readonly (Link & { hash: string })[]): string | null {
  const found = chainBreak(events);
  return found && `event ${found.place} ${breakWords[found.why]}`;
}

/** One root over the heads of all attempts of a sitting, independent of their order. */
export function rootOf(heads: Readonly<Record<string, string>>): string {
  const lines = Object.entries(heads)
    .map(([attempt, head]) => `${attempt} ${head}\n`)
    .sort();
  return sha256(lines.join(""));
}
