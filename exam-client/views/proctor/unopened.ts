/** When each need was first seen on this page (monotonic milliseconds), and whether somebody has opened it. */
export type Watched = ReadonlyMap<string, { seenAt: number; opened: boolean }>;

/** A need that nobody has opened for so long is said aloud, and again after each such time. */
const patienceMs = 60_000;

/** Needs that are new are watched from now on; what is over is forgotten, so that it counts anew if it returns. */
export function watchNeeds(watched: Watched, present: readonly string[], now: number): Watched {
  if (present.length === watched.size && present.every((need) => watched.has(need))) return watched;
  return new Map(present.map((need) => [need, watched.get(need) ?? { seenAt: now, opened: false }]));
}

export function openNeeds(watched: Watched, opened: readonly string[]): Watched {
  const next = new Map(watched);
  for (const need of opened) {
    const known = next.get(need);
    if (known) next.set(need, { ...known, opened: true });
  }
  return next;
}

/** Whether to sound now, when the sound was last heard at `lastAt` (null: never). */
export function isCalling(watched: Watched, now: number, lastAt: number | null): boolean {
  if (lastAt !== null && now - lastAt < patienceMs) return false;
  return [...watched.values()].some(({ seenAt, opened }) => !opened && now - seenAt >= patienceMs);
}
