import type { Namespace } from "socket.io";
import type { Board } from "../delivery/board.ts";
import type { ExamClock } from "../delivery/exam-clock.ts";
import type { Room } from "../delivery/room.ts";
import { type Sittings, summaryOf } from "../delivery/sittings.ts";
import type { Role } from "../protocol/http.ts";
import { staffRequests } from "../protocol/messages.ts";
import { refuse } from "../protocol/refusal.ts";
import { answerRequests, type Reporter } from "./request.ts";

export interface StaffSocketParts {
  room: Room;
  sittings: Sittings;
  board: Board;
  clock: ExamClock;
  monotonic: () => number;
  report: Reporter;
}

const boardEveryMs = 1000;

/** Staff connections; `socket.data` holds `username` and `roles` of whoever was let in. Returns how to stop the pushes. */
export function serveStaff(namespace: Namespace, parts: StaffSocketParts): () => void {
  const { room, sittings, board, clock } = parts;
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
        sync: async () => ({ ok: true, ...clock.now() }),
      },
      parts,
    );
  });
  const timer = setInterval(() => {
    void pushBoards(namespace, board, clock).catch((reason) =>
      parts.report("the board could not be pushed", reason),
    );
  }, boardEveryMs);
  return () => clearInterval(timer);
}

async function pushBoards(namespace: Namespace, board: Board, clock: ExamClock): Promise<void> {
  for (const { sitting, seats } of await board.flush()) {
    namespace.to(sitting.record.id).emit("board", { sitting: summaryOf(sitting), seats, clock: clock.now() });
  }
}
