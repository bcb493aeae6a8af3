import type { CandidateRequest } from "@kaochang/exam-server/protocol/messages.ts";
import { createFakeConnection, type Fate } from "../e2e/fake-connection.ts";
import { paper100 } from "../e2e/fake-paper.ts";
import { createFakeServer, type FakeServerParts } from "../e2e/fake-server.ts";
import { createDesk } from "../store/desk.ts";
import { saveLineOf, screenOf } from "../store/read.ts";
import { keepShownAttempt, noTabStorage } from "../store/shown-attempt.ts";
import type { Disk, Journal } from "../transport/journal.ts";
import { openIdbDisk } from "../transport/journal-idb.ts";
import type { SignInOutcome } from "../transport/sign-in.ts";
import { later } from "../transport/timers.ts";

export interface RoomOptions extends Partial<FakeServerParts> {
  disk?: Disk;
  signIn?: SignInOutcome;
  /** The PC's wall clock. */
  wall?: () => number;
  /** What the network does to a request. */
  fate?: (name: CandidateRequest) => Fate;
  /** What the network does to a picture that is fetched. */
  picture?: () => Fate;
}

/** A fake server and a line to it; `sit` opens a page there, on `disk` or on this room's. */
export function openRoom({
  disk,
  signIn = { ok: true },
  wall = () => Date.now(),
  fate,
  picture,
  ...parts
}: RoomOptions = {}) {
  const server = createFakeServer({
    paper: paper100(),
    now: () => performance.now(),
    view: { phase: "waiting" },
    ...parts,
  });
  const line = createFakeConnection(server, fate, undefined, picture);
  /** A page that has not begun. */
  const enter = async (own?: Disk) => {
    const desk = createDesk({
      connection: line.connection,
      disk: own ?? disk ?? (await openIdbDisk()),
      shown: keepShownAttempt(noTabStorage),
      signIn: { signIn: () => Promise.resolve(signIn), signOut: () => Promise.resolve({ ok: true }) },
      monotonic: () => performance.now(),
      wall,
      later,
      chance: () => 0,
      claimWindow: () => Promise.resolve(true),
    });
    const state = desk.store.getState;
    const screen = () => screenOf(state(), desk.clock.store.getState().timeUp);
    return { desk, state, screen, saveLine: () => saveLineOf(state()) };
  };
  return { server, line, enter };
}

/** The disk, with these of every journal's ways in place of its own. */
export function faulty(disk: Disk, faults: (journal: Journal) => Partial<Journal>): Disk {
  return {
    ...disk,
    journal(name) {
      const journal = disk.journal(name);
      return { ...journal, ...faults(journal) };
    },
  };
}
