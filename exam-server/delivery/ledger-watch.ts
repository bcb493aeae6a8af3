import type { AttemptEvent } from "../attempt/events.ts";
import { seatLost, seatReturned } from "../attempt/seat-outage.ts";
import type { AttemptState } from "../attempt/state.ts";
import type { ExamClock } from "./exam-clock.ts";
import type { Presence } from "./presence.ts";
import type { Room } from "./room.ts";
import type { Sittings } from "./sittings.ts";

/** A page that is loaded anew on an old PC is there again within this; longer is an outage. */
export const settleMs = 10_000;

interface WatchParts {
  room: Pick<Room, "peek" | "execute">;
  sittings: Pick<Sittings, "all">;
  presence: Pick<Presence, "of">;
  clock: ExamClock;
  /** Telemetry is not taken now; an outage that ends meanwhile is not in the log. */
  shedding: () => boolean;
  report: (what: string, reason: unknown) => void;
}

/**
 * Writes into the log of each running attempt that its seat is gone, and that it is back. Looked at again
 * and again rather than told by connections: so a seat that is gone at the start, or that does not come
 * back after a restart of the server, is seen as well.
 */
export function openSeatWatch({ room, sittings, presence, clock, shedding, report }: WatchParts) {
  /** Nobody has been seen earlier: after a restart, every seat is gone since then. */
  const began = clock.now().exam;

  const note = async (attempt: string, exam: number): Promise<void> => {
    const { online, since } = presence.of(attempt);
    const seen = Math.max(since, began);
    const state = room.peek(attempt)?.state;
    if (!state || changeOf(state, online, seen, exam).length === 0) return;
    await room.execute(attempt, { kind: online ? "seat-returned" : "seat-lost", since: seen });
  };

  return {
    /** Notes what has changed. Never rejects: a seat whose log is damaged keeps no other from being noted. */
    async look(): Promise<void> {
      if (shedding()) return;
      const { exam } = clock.now();
      const running = sittings.all().filter(({ state }) => state.phase === "running");
      const attempts = running.flatMap(({ places }) => places.map(({ attempt }) => attempt));
      const failed = (reason: unknown) => report("an outage of a seat was not noted", reason);
      await Promise.all(attempts.map((attempt) => note(attempt, exam).catch(failed)));
    },
  };
}

/** What is to be written, if anything: nothing until a seat has been gone long enough. */
function changeOf(state: AttemptState, online: boolean, since: number, exam: number): AttemptEvent[] {
  if (online) return seatReturned(state, since);
  const gone = state.phase === "running" ? exam - Math.max(since, state.startedAt) : 0;
  return gone < settleMs ? [] : seatLost(state, since);
}
