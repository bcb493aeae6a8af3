import type { Namespace } from "socket.io";
import type { Acts } from "../delivery/acts.ts";
import { type StartFacts, unacknowledged } from "../delivery/plan/start-facts.ts";
import type { Presence } from "../delivery/presence.ts";
import type { Quarantine } from "../delivery/quarantine.ts";
import { coversAll, ownAttempts, type Right } from "../delivery/reach.ts";
import type { Room } from "../delivery/room.ts";
import { type Sittings, summaryOf } from "../delivery/sittings.ts";
import type { ActNote } from "../protocol/acts.ts";
import type { Role } from "../protocol/http.ts";
import type { IncidentWithdrawal } from "../protocol/incidents.ts";
import { type Payload, staffRequests } from "../protocol/messages.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { concernedBy, detailOf } from "./act-detail.ts";
import { type BoardPushParts, pushBoards } from "./board-pushes.ts";
import { answerRequests, type Reporter } from "./request.ts";
import { type Meant, mayName, type PermissionParts, permissionOf } from "./staff-permission.ts";

export interface StaffSocketParts extends BoardPushParts, PermissionParts {
  room: Pick<Room, "peek" | "record" | "execute">;
  sittings: Sittings;
  acts: Acts;
  quarantine: Quarantine;
  presence: Pick<Presence, "dismissed">;
  /** What there is to know before a sitting is started. */
  startFacts: (sitting: string) => StartFacts;
  monotonic: () => number;
  report: Reporter;
}

/** How many attempts an act reached; without a number, everybody whom it concerned. */
interface Deed {
  ok: true;
  reached?: number;
  granted?: number;
  started?: number;
}

type EndRequest = Payload<typeof staffRequests, "end-sitting">;

/** Staff connections; `socket.data` holds `username` and `roles` of whoever was let in. Returns how to stop the pushes. */
export function serveStaff(namespace: Namespace, parts: StaffSocketParts): () => void {
  const { room, sittings, rightOf, startFacts, acts, actNotes, quarantine, presence, clock } = parts;
  const boards = pushBoards(namespace, parts);

  /** 开考 of all rooms at once, so only by who has them all; what is missing they must have been told. */
  const start = async (
    { sitting: id, acknowledged = [] }: Payload<typeof staffRequests, "start">,
    by: string,
    right: Right,
  ) => {
    const meant = sittings.get(id);
    if (!meant) return refuse("not-found");
    if (!coversAll(right, meant)) return refuse("start-needs-chief");
    if (meant.state.phase !== "prepared") return refuse("already-started");
    const { gaps } = startFacts(id);
    const left = unacknowledged(gaps, acknowledged);
    if (left.length > 0) return { ...refuse("start-unacknowledged"), gaps: left };
    const known = gaps.map(({ sentence }) => sentence);
    const result = await sittings.start(id, by, known);
    return result.ok ? { ...result, sitting: summaryOf(result.sitting) } : result;
  };

  namespace.on("connection", (socket) => {
    const { username, roles } = socket.data as { username: string; roles: Role[] };
    const permitted = permissionOf(parts, { username, roles });

    /** A question of a proctor about a sitting; `ask` gets their right to it. */
    const asked =
      <P extends Meant, R>(ask: (payload: P, right: Right) => Promise<R | Refusal>, officersToo = false) =>
      async (payload: P): Promise<R | Refusal> => {
        const may = permitted(payload, officersToo);
        return may.ok ? ask(may.payload, may.right) : may;
      };

    /** An act of a proctor: shown to the others when it is done. */
    const act =
      <P extends Meant, R extends Deed>(
        name: ActNote["act"],
        run: (payload: P, by: string, right: Right) => Promise<R | Refusal>,
        officersToo = false,
      ) =>
      async (payload: P): Promise<R | Refusal> => {
        const may = permitted(payload, officersToo);
        if (!may.ok) return may;
        const { within, count, ...whom } = await concernedBy(room, may.sitting, may.payload);
        const reply = await run(may.payload, username, may.right);
        if (!reply.ok) return reply;
        const reached = reply.reached ?? reply.granted ?? reply.started ?? count;
        const { wall } = clock.now();
        const note = { ...detailOf(name, payload), by: username, wall, ...whom, reached };
        actNotes.add(may.sitting.record.id, { note, within });
        return reply;
      };

    answerRequests(
      socket,
      staffRequests,
      {
        async watch({ sitting: id }) {
          const sitting = sittings.get(id);
          if (!sitting) return sittings.absenceOf(id);
          const right = rightOf({ username, roles }, id);
          return right === null
            ? refuse("wrong-room")
            : { ok: true, ...(await boards.watch(socket, sitting, right)) };
        },
        start: act("start", start, true),
        "start-check": asked(async ({ sitting: id }: { sitting: string }, right) => {
          const meant = sittings.get(id);
          return meant ? { ok: true, may: coversAll(right, meant), ...startFacts(id) } : refuse("not-found");
        }, true),
        "end-sitting": act("end-sitting", async ({ sitting: id, acknowledged }: EndRequest, by, right) => {
          const meant = sittings.get(id);
          if (meant && !coversAll(right, meant)) return refuse("wrong-room");
          const result = await sittings.end(id, by, acknowledged);
          if (!result.ok) return result;
          const { sitting, absent } = result;
          return { ok: true, sitting: summaryOf(sitting), absent, reached: sitting.places.length };
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
        "withdraw-incident": act("withdraw-incident", async (meant: IncidentWithdrawal, by, right) => {
          // Whoever does not see an incident, because it happened in another's room, does not strike it.
          if (!mayName(right, await acts.roomOfIncident(meant))) return refuse("wrong-room");
          return acts.withdrawIncident(meant, by);
        }),
        "send-message": act("send-message", acts.sendMessage),
        "grant-time": act("grant-time", sittings.grantTime),
        "decide-quarantine": act("decide-quarantine", quarantine.decide),
        incidents: asked(async ({ sitting }: { sitting: string }, right) => {
          const listed = await acts.incidents(sitting);
          if (!listed.ok) return listed;
          const incidents = listed.incidents.filter((incident) => mayName(right, incident.room));
          return { ok: true, incidents };
        }),
        messages: asked(async ({ sitting }: { sitting: string }, right) => {
          const meant = sittings.get(sitting);
          return meant ? acts.messages(meant, ownAttempts(room, right, meant)) : refuse("not-found");
        }),
        quarantine: asked(({ attempt }: { attempt: string }) => quarantine.list(attempt)),
        "dismiss-knock": asked(async ({ attempt }: { attempt: string }) => {
          presence.dismissed(attempt);
          return { ok: true as const };
        }),
        "settle-identity": asked((whom: { attempt: string }) => acts.settleIdentity(whom, username)),
        sync: async () => ({ ok: true, ...clock.now() }),
      },
      parts,
    );
  });
  return boards.stop;
}
