import type { ActCommand } from "../attempt/acts.ts";
import { type RecordedIncident, withdrawalFault } from "../attempt/proctored.ts";
import type { PreparedAttempt } from "../attempt/state.ts";
import type {
  Evacuation,
  PauseKind,
  Resumption,
  SentMessage,
  SpareSeat,
  StaffMessage,
  Suspension,
} from "../protocol/acts.ts";
import type { Incident, IncidentCategory, IncidentNote, IncidentWithdrawal } from "../protocol/incidents.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { Room } from "./room.ts";
import { type Place, type Reached, type Sitting, type Sittings, seatOf } from "./sittings.ts";

export interface ActsParts {
  room: Room;
  sittings: Sittings;
  random: (bytes: number) => Uint8Array;
}

type Ok = { ok: true };
interface One {
  attempt: string;
  reason: string;
}

/** What proctors do to attempts. `by` is the account of whoever does it. */
export function openActs({ room, sittings, random }: ActsParts) {
  const act = async (attempt: string, command: ActCommand): Promise<Ok | Refusal> => {
    if (!sittings.ofAttempt(attempt)) return refuse("not-found");
    const result = await room.execute(attempt, command);
    return result.ok ? { ok: true } : result;
  };

  const pause = (
    { sitting, attempts, reason }: Evacuation,
    kind: PauseKind,
    credited: boolean,
    by: string,
  ): Promise<Reached | Refusal> => {
    const command = { kind: "suspend", pause: kind, credited, by, reason } as const;
    return sittings.actOnMany(sitting, attempts, command, (reached) => {
      return { type: "attempts-suspended", data: { kind, credited, by, reason, attempts: [...reached] } };
    });
  };

  /** Every attempt of a sitting that can be read; a damaged one keeps the others from nobody. */
  const everyOf = async (sitting: Sitting): Promise<{ place: Place; state: PreparedAttempt }[]> => {
    const read = sitting.places.map(async (place) => {
      const { state } = await room.record(place.attempt);
      return state.phase === "none" ? [] : [{ place, state }];
    });
    const settled = await Promise.allSettled(read);
    return settled.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  };

  const isTaken = async (sitting: Sitting, target: SpareSeat, attempt: string): Promise<boolean> => {
    const others = (await everyOf(sitting)).filter(({ place }) => place.attempt !== attempt);
    return others.some(({ place, state }) => {
      const { room: name, seat } = seatOf(place, state);
      return name === target.room && seat === target.seat;
    });
  };

  return {
    suspend: (request: Suspension, by: string) => pause(request, "suspension", request.credited, by),

    /** 疏散: every clock of it stands still, whoever was suspended before stays so afterwards. */
    evacuate: (request: Evacuation, by: string) => pause(request, "evacuation", true, by),

    resume: ({ sitting, attempts, kind }: Resumption, by: string): Promise<Reached | Refusal> =>
      sittings.actOnMany(sitting, attempts, { kind: "resume", pause: kind, by }, (reached) => {
        return { type: "attempts-resumed", data: { kind, by, attempts: [...reached] } };
      }),

    forceHandIn: ({ attempt, reason }: One, by: string) =>
      act(attempt, { kind: "force-hand-in", by, reason }),

    /** Only while the sitting is not closed: its root stands over the heads of all attempts as they ended. */
    async reopen(
      { attempt, reason, credited }: One & { credited: boolean },
      by: string,
    ): Promise<Ok | Refusal> {
      const sitting = sittings.ofAttempt(attempt);
      if (!sitting) return refuse("not-found");
      return sittings.whileRunning(sitting.record.id, () => {
        return act(attempt, { kind: "reopen", credited, by, reason });
      });
    },

    void: ({ attempt, reason }: One, by: string) => act(attempt, { kind: "void", by, reason }),
    unvoid: ({ attempt, reason }: One, by: string) => act(attempt, { kind: "unvoid", by, reason }),
    admit: ({ attempt, reason }: One, by: string) => act(attempt, { kind: "admit", by, reason }),
    confirmPerson: ({ attempt }: { attempt: string }, by: string) =>
      act(attempt, { kind: "confirm-person", by }),
    settleIdentity: ({ attempt }: { attempt: string }, by: string) =>
      act(attempt, { kind: "settle-identity", by }),

    /** A spare seat must be free; its own seat of the roster is always the attempt's to go back to. */
    async releaseSeat(
      { attempt, reason, target }: One & { target?: SpareSeat | undefined },
      by: string,
    ): Promise<Ok | Refusal> {
      const sitting = sittings.ofAttempt(attempt);
      if (!sitting) return refuse("not-found");
      // One after the other, so that two proctors give one spare seat to one candidate.
      return sittings.whileRunning(sitting.record.id, async () => {
        if (target && (await isTaken(sitting, target, attempt))) return refuse("seat-taken");
        return act(attempt, { kind: "release-seat", by, reason, target });
      });
    },

    async recordIncident({ sitting, attempt, room: where, text, ...rest }: IncidentNote, by: string) {
      const incident: IncidentCategory = rest;
      if (attempt === null) {
        const data = { ...incident, room: where, text, by };
        return sittings.write(sitting, { type: "incident-recorded", data });
      }
      if (sittings.ofAttempt(attempt)?.record.id !== sitting) return refuse("not-found");
      return act(attempt, { kind: "record-incident", incident, text, by });
    },

    /** Where it happened, as `incidents` shows it; null where it concerns no room, or there is none such. */
    async roomOfIncident({ sitting, attempt, room: where, number }: IncidentWithdrawal) {
      if (attempt === null) return where;
      const place = sittings.get(sitting)?.placeOf.get(attempt);
      const { state } = await room.record(attempt);
      const incident = state.phase === "none" ? undefined : state.proctored.incidents[number - 1];
      return place && incident ? whereOf(place, incident.movedTo).room : null;
    },

    /** Of an attempt, or of the sitting's own log where it names none. */
    async withdrawIncident(
      { sitting, attempt, room: where, number, reason }: IncidentWithdrawal,
      by: string,
    ): Promise<Ok | Refusal> {
      if (attempt !== null) {
        if (sittings.ofAttempt(attempt)?.record.id !== sitting) return refuse("not-found");
        return act(attempt, { kind: "withdraw-incident", number, by, reason });
      }
      return sittings.write(sitting, ({ state }) => {
        if (state.incidents[number - 1]?.room !== where) return refuse("not-found");
        const fault = withdrawalFault(state.incidents, number);
        return fault ? refuse(fault) : { type: "incident-withdrawn", data: { number, by, reason } };
      });
    },

    async sendMessage(
      { sitting, attempts, text }: StaffMessage,
      by: string,
    ): Promise<(Reached & { id: string }) | Refusal> {
      const id = Buffer.from(random(8)).toString("hex");
      const command = { kind: "send-message", id, text, by } as const;
      const result = await sittings.actOnMany(sitting, attempts, command, (reached) => {
        return { type: "message-sent", data: { id, text, by, attempts: [...reached] } };
      });
      return result.ok ? { ...result, id } : result;
    },

    /** Of a sitting and its attempts, oldest first. */
    async incidents(id: string): Promise<(Ok & { incidents: Incident[] }) | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      const own = sitting.state.incidents.map((one, at) => shown(one, at, { ...nowhere, room: one.room }));
      const others = (await everyOf(sitting)).flatMap(({ place, state }) =>
        state.proctored.incidents.map((one, at) => shown(one, at, whereOf(place, one.movedTo))),
      );
      return { ok: true, incidents: [...own, ...others].sort((a, b) => a.exam - b.exam) };
    },

    /** What was sent to some attempts of a sitting, oldest first, with who of them has not seen it. */
    async messages(sitting: Sitting, mine: ReadonlySet<string>): Promise<Ok & { messages: SentMessage[] }> {
      const waiting = (await everyOf(sitting))
        .filter(({ place }) => mine.has(place.attempt))
        .flatMap(({ place, state }) =>
          state.proctored.unseen.map(({ id, shown }) => ({ attempt: place.attempt, id, shown })),
        );
      const messages = sitting.state.messages.flatMap(({ attempts, ...message }) => {
        const sent = attempts.filter((attempt) => mine.has(attempt)).length;
        const late = waiting.filter((one) => one.id === message.id);
        const unseen = late.map(({ attempt }) => attempt);
        const unshown = late.filter((one) => !one.shown).map(({ attempt }) => attempt);
        return sent === 0 ? [] : [{ ...message, sent, unseen, unshown }];
      });
      return { ok: true, messages };
    },
  };
}

export type Acts = ReturnType<typeof openActs>;

type Where = Pick<Incident, "attempt" | "room" | "seat" | "name" | "admissionNumber">;
const nowhere: Where = { attempt: null, room: null, seat: null, name: null, admissionNumber: null };

/** `movedTo`: the spare seat at which it happened. */
function whereOf({ attempt, person, room, seat }: Place, movedTo: SpareSeat | null): Where {
  const { name, admissionNumber } = person;
  return { attempt, ...(movedTo ?? { room, seat }), name, admissionNumber };
}

function shown(incident: RecordedIncident, at: number, where: Where): Incident {
  const { text, by, exam, wall, withdrawn } = incident;
  return { ...categoryOf(incident), ...where, number: at + 1, withdrawn, text, by, exam, wall };
}

function categoryOf(incident: IncidentCategory): IncidentCategory {
  return incident.kind === "misconduct"
    ? { kind: incident.kind, category: incident.category }
    : { kind: incident.kind, category: incident.category };
}
