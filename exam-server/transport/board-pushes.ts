import type { Namespace, Socket } from "socket.io";
import { type ActNotes, type KeptNote, notesWithin } from "../delivery/act-notes.ts";
import type { Board, BoardStep } from "../delivery/board.ts";
import type { ExamClock } from "../delivery/exam-clock.ts";
import type { Guards } from "../delivery/guards-watch.ts";
import { covers, type Right } from "../delivery/reach.ts";
import { type Sitting, type Sittings, summaryOf } from "../delivery/sittings.ts";
import { changedFields, prefixOf } from "../protocol/board-fields.ts";
import type { BoardChange, BoardSeat } from "../protocol/messages.ts";
import { type Audience, openAudiences } from "./audiences.ts";
import { readsSlowly } from "./back-pressure.ts";
import type { Reporter } from "./request.ts";

/**
 * What happens just after a push waits for the next, and then to be drawn: of 500 seats that answer once a
 * second, the slowest hundredth of the answers was seen after 1.1 s with pushes every second, after 0.6 s
 * with these. The changes are the same, so they cost a fifth more bytes, and no CPU that can be measured.
 */
const boardEveryMs = 500;
/** While telemetry is shed, only one push in so many is sent. */
const sheddingFactor = 10;

export interface BoardPushParts {
  board: Board;
  actNotes: ActNotes;
  sittings: Sittings;
  clock: ExamClock;
  guards: Pick<Guards, "shedding" | "warnings">;
  report: Reporter;
}

/**
 * Sends each watched board's changes, at most twice a second; new warnings, and what other staff did, go
 * out even when no seat has changed. Everyone gets the seats of their own rooms. A page that reads slowly
 * gets nothing until it has caught up, and then the whole board. Returns how to watch and how to stop.
 */
export function pushBoards(namespace: Namespace, parts: BoardPushParts) {
  const { board, actNotes, sittings, clock, guards, report } = parts;
  /** Sittings of which a page has missed changes. */
  const missed = new WeakMap<Socket, Set<string>>();
  const missedBy = (socket: Socket): Set<string> => {
    const known = missed.get(socket) ?? new Set();
    missed.set(socket, known);
    return known;
  };
  const due = dueEvery(guards);
  const audiences = openAudiences(namespace);

  const messageOf = (
    sitting: Sitting,
    right: Right,
    steps: readonly BoardStep[],
    acts: readonly KeptNote[],
  ) => {
    const mine = (now: BoardSeat) => {
      const place = sitting.placeOf.get(now.attempt);
      return place !== undefined && covers(right, place, now);
    };
    return {
      sitting: summaryOf(sitting),
      ...told(
        sitting,
        steps.filter(({ now }) => mine(now)),
      ),
      clock: clock.now(),
      warnings: guards.warnings(),
      acts: notesWithin(right, acts),
    };
  };

  const wholeOf = async (sitting: Sitting, right: Right): Promise<BoardChange> => {
    const steps = (await board.seats(sitting)).map((now) => ({ before: null, now }));
    return messageOf(sitting, right, steps, actNotes.latest(sitting.record.id));
  };

  const pushOne = async (sitting: Sitting, changed: BoardStep[] | null): Promise<void> => {
    const acts = actNotes.take(sitting.record.id);
    const steps = changed ?? (acts.length > 0 ? [] : null);
    for (const audience of audiences.of(sitting.record.id)) await pushTo(audience, sitting, steps, acts);
  };

  const pushTo = async (
    audience: Audience,
    sitting: Sitting,
    steps: BoardStep[] | null,
    acts: KeptNote[],
  ): Promise<void> => {
    const { id } = sitting.record;
    const { name, right } = audience;
    const watching = audiences.pages(audience);
    if (watching.length === 0) return;
    const slow = watching.filter(readsSlowly);
    const late = watching.filter((socket) => missedBy(socket).has(id) && !slow.includes(socket));
    if (steps) {
      for (const socket of slow) missedBy(socket).add(id);
      const apart = [...slow, ...late].map((socket) => socket.id);
      namespace
        .to(name)
        .except(apart)
        .emit("board", messageOf(sitting, right, steps, acts));
    }
    if (late.length === 0) return;
    const whole = await wholeOf(sitting, right);
    for (const socket of late) {
      missedBy(socket).delete(id);
      socket.emit("board", whole);
    }
  };

  const push = async (): Promise<void> => {
    const news = due();
    if (news === null) return;
    const changed = new Map((await board.flush()).map(({ sitting, steps }) => [sitting, steps]));
    for (const sitting of sittings.all()) {
      await pushOne(sitting, changed.get(sitting) ?? (news.warnings ? [] : null));
    }
  };
  // Said before the cut, so that no board stands there as if only the line were gone; whoever misses it hears it at `watch`.
  sittings.onWithdrawn(({ record: { id } }) => {
    for (const audience of audiences.of(id))
      for (const socket of audiences.pages(audience)) {
        socket.emit("withdrawn", { ...sittings.absenceOf(id), sitting: id });
        socket.disconnect(true);
      }
  });
  /** A push that reads logs from a slow disk is not overtaken: a page would show the older state last. */
  let pushing = false;
  const timer = setInterval(() => {
    if (pushing) return;
    pushing = true;
    void push()
      .catch((reason) => report("the board could not be pushed", reason))
      .finally(() => {
        pushing = false;
      });
  }, boardEveryMs);
  return {
    /** From here on `socket` is told what changes; the reply is the whole board. */
    async watch(socket: Socket, sitting: Sitting, right: Right): Promise<BoardChange> {
      await audiences.join(socket, sitting.record.id, right);
      return wholeOf(sitting, right);
    },
    stop: () => clearInterval(timer),
  };
}

/** Seats whose room is another than it was may be new on a board, so they are told whole. */
function told({ placeOf }: Sitting, steps: readonly BoardStep[]): Pick<BoardChange, "seats" | "changed"> {
  const known = steps.flatMap(({ before, now }) => (before?.room === now.room ? [{ before, now }] : []));
  const seats = steps.flatMap(({ before, now }) => (before?.room === now.room ? [] : [now]));
  if (known.length === 0) return { seats };
  return { seats, changed: changedFields(known, prefixOf([...placeOf.keys()])) };
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
