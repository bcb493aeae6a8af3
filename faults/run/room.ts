import { takeDesk } from "@kaochang/exam-server/testing/seat.ts";
import type { Timeline } from "../judge/timeline.ts";
import type { Person } from "../seat/seat.ts";
import type { Dice } from "./dice.ts";
import { now, pause } from "./pause.ts";
import { openServer, type ServerMake, type ServerUnderTest } from "./server.ts";
import type { Stalls } from "./stalls.ts";

export interface RoomParts {
  make: ServerMake;
  minutes: number;
  graceMs: number;
  candidates: number;
  dice: Dice;
  stalls: Stalls;
}

/** One server with one sitting of short duration, its proctor, and the oracle's notes. */
export interface Room {
  server: ServerUnderTest;
  people: readonly Person[];
  timeline: Timeline;
  dice: Dice;
  stalls: Stalls;
  /** 开考. */
  start(): Promise<void>;
  /** Lets another seat take an attempt over. */
  release(attempt: string): Promise<void>;
  /** Gives attempts more time, for everyone in one act. */
  extend(attempts: readonly string[], ms: number): Promise<void>;
  /** Waits until this share (0 to 1) of the duration has passed since the start. */
  at(share: number): Promise<void>;
  close(): Promise<void>;
}

export async function openRoom(parts: RoomParts): Promise<Room> {
  const { minutes, graceMs, candidates } = parts;
  const server = await openServer(parts.make, graceMs);
  const made = await server.control<{ sitting: { id: string }; candidates: Person[] }>("practice", {
    minutes,
    candidates,
  });
  const duration = minutes * 60_000;
  const timeline: Timeline = {
    started: { from: 0, to: 0 },
    duration,
    grace: graceMs,
    grants: [],
    outages: server.outages,
  };
  const proctor = () => takeDesk(server.url, server.proctor);
  return {
    server,
    people: made.candidates,
    timeline,
    dice: parts.dice,
    stalls: parts.stalls,
    async start() {
      const desk = await proctor();
      const from = now();
      const reply = await desk.ask("start", { sitting: made.sitting.id });
      timeline.started = { from, to: now() };
      desk.leave();
      if (!reply.ok) throw new Error(`the sitting did not start: ${reply.code}`);
    },
    async release(attempt) {
      const desk = await proctor();
      await desk.ask("release-seat", { attempt, reason: "换机" });
      desk.leave();
    },
    async extend(attempts, ms) {
      const desk = await proctor();
      const from = now();
      const reply = await desk.ask("grant-time", {
        sitting: made.sitting.id,
        attempts: [...attempts],
        ms,
        kind: "extension",
        reason: "延时",
      });
      if (!reply.ok) throw new Error(`no time was granted: ${reply.code}`);
      for (const attempt of attempts) timeline.grants.push({ from, to: now(), attempt, ms });
      desk.leave();
    },
    at: (share) => pause(timeline.started.to + share * duration - now()),
    async close() {
      await server.stop();
      server.forget();
    },
  };
}
