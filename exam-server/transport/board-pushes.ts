import type { Namespace, Socket } from "socket.io";
import type { Board } from "../delivery/board.ts";
import type { ExamClock } from "../delivery/exam-clock.ts";
import type { Guards } from "../delivery/guards-watch.ts";
import { type Sitting, type Sittings, summaryOf } from "../delivery/sittings.ts";
import type { BoardChange, BoardSeat } from "../protocol/messages.ts";
import { readsSlowly } from "./back-pressure.ts";
import type { Reporter } from "./request.ts";

const boardEveryMs = 1000;
/** While telemetry is shed, only one push in so many is sent. */
const sheddingFactor = 5;

export interface BoardPushParts {
  board: Board;
  sittings: Sittings;
  clock: ExamClock;
  guards: Pick<Guards, "shedding" | "warnings">;
  report: Reporter;
}

/**
 * Sends each watched board's changes, at most once a second; new warnings go out even when no seat has
 * changed. A page that reads slowly gets nothing until it has caught up, and then the whole board.
 * Returns how to stop.
 */
export function pushBoards(namespace: Namespace, parts: BoardPushParts): () => void {
  const { board, sittings, clock, guards, report } = parts;
  /** Sittings of which a page has missed changes. */
  const missed = new WeakMap<Socket, Set<string>>();
  const missedBy = (socket: Socket): Set<string> => {
    const known = missed.get(socket) ?? new Set();
    missed.set(socket, known);
    return known;
  };
  const due = dueEvery(guards);

  const messageOf = (sitting: Sitting, seats: BoardSeat[]): BoardChange => ({
    sitting: summaryOf(sitting),
    seats,
    clock: clock.now(),
    warnings: guards.warnings(),
  });

  const pushOne = async (sitting: Sitting, seats: BoardSeat[] | null): Promise<void> => {
    const { id } = sitting.record;
    const watching = watchersOf(namespace, id);
    const slow = watching.filter(readsSlowly);
    const late = watching.filter((socket) => missedBy(socket).has(id) && !slow.includes(socket));
    if (seats) {
      for (const socket of slow) missedBy(socket).add(id);
      const apart = [...slow, ...late].map((socket) => socket.id);
      namespace.to(id).except(apart).emit("board", messageOf(sitting, seats));
    }
    if (late.length === 0) return;
    const whole = messageOf(sitting, await board.seats(sitting));
    for (const socket of late) {
      missedBy(socket).delete(id);
      socket.emit("board", whole);
    }
  };

  const push = async (): Promise<void> => {
    const news = due();
    if (news === null) return;
    const changed = new Map((await board.flush()).map(({ sitting, seats }) => [sitting, seats]));
    for (const sitting of sittings.all()) {
      await pushOne(sitting, changed.get(sitting) ?? (news.warnings ? [] : null));
    }
  };
  const timer = setInterval(() => {
    void push().catch((reason) => report("the board could not be pushed", reason));
  }, boardEveryMs);
  return () => clearInterval(timer);
}

/** Whether this turn is to be pushed (else null), and whether the warnings are new. */
function dueEvery(guards: BoardPushParts["guards"]): () => { warnings: boolean } | null {
  let told = "";
  let left = 0;
  return () => {
    const present = JSON.stringify(guards.warnings());
    const warnings = present !== told;
    left -= 1;
    if (left > 0 && guards.shedding() && !warnings) return null;
    left = sheddingFactor;
    told = present;
    return { warnings };
  };
}

function watchersOf(namespace: Namespace, sitting: string): Socket[] {
  return [...(namespace.adapter.rooms.get(sitting) ?? [])].flatMap((id) => namespace.sockets.get(id) ?? []);
}
