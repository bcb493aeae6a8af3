import path from "node:path";
import { judgeAnswers, type LeftAtSeat } from "../judge/answers.ts";
import { closedAttempts, emptyLog, readLogs } from "../judge/log.ts";
import { judgeTime } from "../judge/time.ts";
import { passes } from "../judge/timeline.ts";
import type { Fault } from "../matrix.ts";
import type { OpenPage } from "../seat/page.ts";
import { dice } from "./dice.ts";
import { now, pause, until } from "./pause.ts";
import { openRoom, type Room } from "./room.ts";
import type { ServerMake } from "./server.ts";
import type { Ends, Sitter } from "./sitter.ts";
import { watchStalls } from "./stalls.ts";

/** One sitting: what is to go wrong with whom, on what server, for how long. */
export interface SittingPlan {
  /** Says everything that is random about the room; the same seed repeats the same choices. */
  seed: string;
  make: ServerMake;
  minutes: number;
  graceMs: number;
  /** One per candidate. */
  tries: readonly Try[];
  openPage: OpenPage;
}

/** One attempt with one fault; the seed says everything that is random about its candidate. */
export interface Try {
  fault: Fault;
  seed: string;
}

/** What became of one try. */
export interface Verdict {
  fault: string;
  acknowledged: number;
  /** Sentences, one for each thing that is wrong. */
  lost: string[];
  duplicated: string[];
  wrongTime: string[];
  /** Readings of the candidate's clock that were judged, and those left out because the suite was late. */
  samples: number;
  discarded: number;
}

/** How long after the grace everything must be closed, outages of the suite's own making included. */
const closeWithinMs = 4_000;
const settleMs = 300;
/** After the last outage a page waits up to 3 s to reconnect and 8 s for a reply that never comes. */
const sendWithinMs = 15_000;
const lookAgainMs = 300;

/** Holds one sitting from the sign-in to the judgement. */
export async function holdSitting(plan: SittingPlan): Promise<Verdict[]> {
  const all = dice(plan.seed);
  const stalls = watchStalls();
  const room = await openRoom({ ...plan, dice: all.of("room"), stalls, candidates: plan.tries.length });
  const sitters: Sitter[] = [];
  try {
    await seat(plan, room, sitters);
    await Promise.all(sitters.map((sitter) => sitter.arrive()));
    await room.start();
    const roomFault = plan.tries.find(({ fault }) => fault.room !== undefined)?.fault;
    await Promise.all([
      roomFault?.room?.(room, sitters),
      ...sitters.map((sitter) => sitter.sit(endsOf(room, sitter))),
    ]);
    return await judged(plan, room, sitters);
  } finally {
    await Promise.all(sitters.map((sitter) => sitter.off()));
    await room.close();
    stalls.stop();
  }
}

/** Adds the sitters in the order of their tries; those that could be opened are there even if another could not. */
async function seat({ tries, openPage }: SittingPlan, room: Room, sitters: Sitter[]): Promise<void> {
  for (const [index, { fault, seed }] of tries.entries()) {
    const person = room.people[index];
    if (!person) throw new Error("the sitting has too few places");
    sitters.push(await fault.sitter({ room, person, openPage, dice: dice(seed) }));
  }
}

function endsOf({ timeline }: Room, { attempt }: Sitter): Ends {
  const after = (more: number) =>
    Math.max(...passes({ ...timeline, outages: soFar(timeline.outages) }, attempt(), more));
  return { deadline: () => after(0), collected: () => after(timeline.grace) + settleMs };
}

/** An outage that lasts has lasted until now. */
function soFar(outages: Room["timeline"]["outages"]) {
  return outages.map(({ from, to }) => ({ from, to: Math.min(to, now()) }));
}

/** What is left at the seats when those that can reach the server have had time to send all that they hold. */
async function settledAtSeats(sitters: readonly Sitter[]): Promise<LeftAtSeat[]> {
  const end = now() + sendWithinMs;
  for (;;) {
    const left = await Promise.all(sitters.map((sitter) => sitter.left()));
    const holding = left.some(
      ({ journals, connected }) => (journals.get(connected ?? "")?.waiting.size ?? 0) > 0,
    );
    if (!holding || now() > end) return left;
    await pause(lookAgainMs);
  }
}

async function judged(plan: SittingPlan, room: Room, sitters: readonly Sitter[]): Promise<Verdict[]> {
  const file = () => path.join(room.server.dataDir, "kaochang.sqlite");
  const wall = Date.now() - now();
  await until(closeWithinMs, () => closedAttempts(file()) >= sitters.length);
  const left = await settledAtSeats(sitters);
  const logs = readLogs(file());
  return sitters.map((sitter, index) => {
    const { fault } = plan.tries[index] as Try;
    const log = logs.get(sitter.attempt()) ?? emptyLog();
    const answers = judgeAnswers(sitter.ledger, log, left[index] as LeftAtSeat);
    const suiteTime = fault.movesServerWall ? null : (at: number) => at - wall;
    return {
      fault: fault.name,
      ...answers,
      wrongTime: judgeTime(room.timeline, sitter.attempt(), sitter.samples, log, suiteTime),
      samples: sitter.samples.length,
      discarded: sitter.discarded(),
    };
  });
}
