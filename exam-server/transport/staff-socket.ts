import type { Namespace } from "socket.io";
import type { Quarantine } from "../delivery/quarantine.ts";
import type { Room } from "../delivery/room.ts";
import { type Sittings, summaryOf } from "../delivery/sittings.ts";
import type { Role } from "../protocol/http.ts";
import { staffRequests } from "../protocol/messages.ts";
import { refuse } from "../protocol/refusal.ts";
import { type BoardPushParts, pushBoards } from "./board-pushes.ts";
import { answerRequests, type Reporter } from "./request.ts";

export interface StaffSocketParts extends BoardPushParts {
  room: Room;
  sittings: Sittings;
  quarantine: Quarantine;
  monotonic: () => number;
  report: Reporter;
}

/** Staff connections; `socket.data` holds `username` and `roles` of whoever was let in. Returns how to stop the pushes. */
export function serveStaff(namespace: Namespace, parts: StaffSocketParts): () => void {
  const { room, sittings, board, quarantine, clock, guards } = parts;
  namespace.on("connection", (socket) => {
    const { username, roles } = socket.data as { username: string; roles: Role[] };
    const mayRun = roles.includes("proctor");
    answerRequests(
      socket,
      staffRequests,
      {
        async watch({ sitting: id }) {
          const sitting = sittings.get(id);
          if (!sitting) return refuse("not-found");
          await socket.join(id);
          return {
            ok: true,
            sitting: summaryOf(sitting),
            seats: await board.seats(sitting),
            clock: clock.now(),
            warnings: guards.warnings(),
          };
        },
        async start({ sitting: id }) {
          if (!mayRun) return refuse("wrong-role");
          const result = await sittings.start(id, username);
          return result.ok ? { ...result, sitting: summaryOf(result.sitting) } : result;
        },
        async "release-seat"({ attempt, reason }) {
          if (!mayRun) return refuse("wrong-role");
          const result = await room.execute(attempt, { kind: "release-seat", by: username, reason });
          return result.ok ? { ok: true } : result;
        },
        async "grant-time"(grant) {
          return mayRun ? sittings.grantTime(grant, username) : refuse("wrong-role");
        },
        async quarantine({ attempt }) {
          return mayRun ? quarantine.list(attempt) : refuse("wrong-role");
        },
        async "decide-quarantine"(decision) {
          return mayRun ? quarantine.decide(decision, username) : refuse("wrong-role");
        },
        sync: async () => ({ ok: true, ...clock.now() }),
      },
      parts,
    );
  });
  return pushBoards(namespace, parts);
}
