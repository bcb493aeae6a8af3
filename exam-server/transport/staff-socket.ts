import type { Namespace } from "socket.io";
import type { Acts } from "../delivery/acts.ts";
import type { Quarantine } from "../delivery/quarantine.ts";
import type { Right } from "../delivery/reach.ts";
import { type Sittings, summaryOf } from "../delivery/sittings.ts";
import type { ActNote } from "../protocol/acts.ts";
import type { Role } from "../protocol/http.ts";
import { staffRequests } from "../protocol/messages.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { type BoardPushParts, pushBoards } from "./board-pushes.ts";
import { answerRequests, type Reporter } from "./request.ts";
import { type Meant, mayName, type PermissionParts, permissionOf } from "./staff-permission.ts";

export interface StaffSocketParts extends BoardPushParts, PermissionParts {
  sittings: Sittings;
  acts: Acts;
  quarantine: Quarantine;
  monotonic: () => number;
  report: Reporter;
}

/** How many attempts an act reached; without a number it was one. */
interface Deed {
  ok: true;
  reached?: number;
  granted?: number;
  started?: number;
}

/** Staff connections; `socket.data` holds `username` and `roles` of whoever was let in. Returns how to stop the pushes. */
export function serveStaff(namespace: Namespace, parts: StaffSocketParts): () => void {
  const { sittings, rightOf, acts, actNotes, quarantine, clock } = parts;
  const boards = pushBoards(namespace, parts);

  namespace.on("connection", (socket) => {
    const { username, roles } = socket.data as { username: string; roles: Role[] };
    const permitted = permissionOf(parts, { username, roles });

    /** A question of a proctor about a sitting; `ask` gets their right to it. */
    const asked =
      <P extends Meant, R>(ask: (payload: P, right: Right) => Promise<R | Refusal>) =>
      async (payload: P): Promise<R | Refusal> => {
        const may = permitted(payload);
        return may.ok ? ask(may.payload, may.right) : may;
      };

    /** An act of a proctor: shown to the others when it is done. */
    const act =
      <P extends Meant, R extends Deed>(
        name: ActNote["act"],
        run: (payload: P, by: string) => Promise<R | Refusal>,
      ) =>
      async (payload: P): Promise<R | Refusal> => {
        const may = permitted(payload);
        if (!may.ok) return may;
        const reply = await run(may.payload, username);
        if (!reply.ok) return reply;
        const reached = reply.reached ?? reply.granted ?? reply.started ?? 1;
        const { wall } = clock.now();
        const attempt = onlyOne(payload);
        actNotes.add(may.sitting.record.id, { act: name, by: username, wall, attempt, reached });
        return reply;
      };

    answerRequests(
      socket,
      staffRequests,
      {
        async watch({ sitting: id }) {
          const sitting = sittings.get(id);
          if (!sitting) return refuse("not-found");
          const right = rightOf({ username, roles }, id);
          return right === null
            ? refuse("wrong-room")
            : { ok: true, ...(await boards.watch(socket, sitting, right)) };
        },
        start: act("start", async ({ sitting: id }: { sitting: string }, by) => {
          const result = await sittings.start(id, by);
          return result.ok ? { ...result, sitting: summaryOf(result.sitting) } : result;
        }),
        suspend: act("suspend", acts.suspend),
        evacuate: act("evacuate", acts.evacuate),
        resume: act("resume", acts.resume),
        "force-hand-in": act("force-hand-in", acts.forceHandIn),
        reopen: act("reopen", acts.reopen),
        void: act("void", acts.void),
        unvoid: act("unvoid", acts.unvoid),
        admit: act("admit", acts.admit),
        "confirm-person": act("confirm-person", acts.confirmPerson),
        "release-seat": act("release-seat", acts.releaseSeat),
        "record-incident": act("record-incident", acts.recordIncident),
        "send-message": act("send-message", acts.sendMessage),
        "grant-time": act("grant-time", sittings.grantTime),
        "decide-quarantine": act("decide-quarantine", quarantine.decide),
        incidents: asked(async ({ sitting }: { sitting: string }, right) => {
          const listed = await acts.incidents(sitting);
          if (!listed.ok) return listed;
          const incidents = listed.incidents.filter((incident) => mayName(right, incident.room));
          return { ok: true, incidents };
        }),
        messages: asked(({ sitting }: { sitting: string }) => acts.messages(sitting)),
        quarantine: asked(({ attempt }: { attempt: string }) => quarantine.list(attempt)),
        sync: async () => ({ ok: true, ...clock.now() }),
      },
      parts,
    );
  });
  return boards.stop;
}

function onlyOne({ attempt = null, attempts }: Meant): string | null {
  return attempts?.length === 1 ? (attempts[0] ?? null) : attempt;
}
