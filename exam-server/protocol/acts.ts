import { z } from "zod";
import { type IncidentCategory, incidentNote, incidentWithdrawal } from "./incidents.ts";

/**
 * What a proctor does to attempts of a sitting, as requests. `attempts: null` means all of the proctor's
 * own rooms, and of the sitting for whoever has all; a room is named by its attempts. Those that refuse are left out of an act on many; when all refuse, the
 * refusal of the first is the reply.
 */
export const id = z.string().min(1).max(64);
export const reason = z.string().trim().min(1).max(200);

const some = { sitting: id, attempts: z.array(id).min(1).max(5000).nullable() };
const one = { attempt: id, reason };

/** suspension 暂停: of one, a selection or all; evacuation 疏散: every screen blank, every clock stopped. */
export const pauseKinds = ["suspension", "evacuation"] as const;
export type PauseKind = (typeof pauseKinds)[number];

export const suspension = z.strictObject({ ...some, credited: z.boolean(), reason });
export type Suspension = z.infer<typeof suspension>;
export const evacuation = z.strictObject({ ...some, reason });
export type Evacuation = z.infer<typeof evacuation>;
/** Ends the pauses of one kind: who was suspended before an evacuation still is after it. */
export const resumption = z.strictObject({ ...some, kind: z.enum(pauseKinds) });
export type Resumption = z.infer<typeof resumption>;

export const messageText = z.string().trim().min(1).max(300);
export const staffMessage = z.strictObject({ ...some, text: messageText });
export type StaffMessage = z.infer<typeof staffMessage>;

/** A spare seat: the room and seat where the candidate goes on. */
export const spareSeat = z.strictObject({
  room: z.string().trim().min(1).max(64),
  seat: z.string().trim().min(1).max(16),
});
export type SpareSeat = z.infer<typeof spareSeat>;

export const actRequests = {
  /** 暂停: takes effect when each seat has acknowledged it; `credited`: the time is given back. */
  suspend: suspension,
  /** 疏散: as a credited suspension of all, kept apart from those that were suspended before it. */
  evacuate: evacuation,
  /** 恢复 */
  resume: resumption,
  /** 收卷 of one attempt before its time is up. */
  "force-hand-in": z.strictObject(one),
  /** Undoes a mistaken hand-in; `credited`: the minutes since it are given back. Its receipt is void. */
  reopen: z.strictObject({ ...one, credited: z.boolean() }),
  /** 作废: the attempt goes on and is scored, but its result does not count. */
  void: z.strictObject(one),
  unvoid: z.strictObject(one),
  /** Lets a latecomer in after entry has closed. */
  admit: z.strictObject(one),
  /** The proctor has compared face and papers. */
  "confirm-person": z.strictObject({ attempt: id }),
  "record-incident": incidentNote,
  /** An incident was recorded by mistake: the record keeps it, withdrawn. */
  "withdraw-incident": incidentWithdrawal,
  "send-message": staffMessage,
  /** Lets another seat take an attempt over (换机); `target` when it is a spare seat elsewhere. */
  "release-seat": z.strictObject({ ...one, target: spareSeat.optional() }),
  /** What was written down in the sitting, oldest first. */
  incidents: z.strictObject({ sitting: id }),
  /** What was sent in the sitting and who has not seen it, oldest first. */
  messages: z.strictObject({ sitting: id }),
} as const;

/** A message that the candidate has not acknowledged yet. `at`: exam time; `shown`: the seat has told that it shows it. */
export interface UnseenMessage {
  id: string;
  text: string;
  at: number;
  shown: boolean;
}

/** One message as it was sent, with its receipts. */
export interface SentMessage {
  id: string;
  text: string;
  by: string;
  exam: number;
  wall: number;
  /** How many attempts it went to, those that have not acknowledged it, and of these, those that do not even show it. */
  sent: number;
  unseen: string[];
  unshown: string[];
}

/** What stops an attempt now; of several, the evacuation. `since`: exam time of the act. */
export interface PauseShown {
  kind: PauseKind;
  since: number;
  /** Whether the seat has acknowledged that its screen is blank. */
  seen: boolean;
}

/** Whether a seat was asked to stop, or has said that its screen is blank. */
export type PauseState = "asked" | "seen";

/** Which act it was, and what exactly was done, as far as its request says. */
export interface ActDetail {
  act:
    | Exclude<keyof typeof actRequests, "incidents" | "messages">
    | "start"
    | "end-sitting"
    | "grant-time"
    | "decide-quarantine";
  reason?: string;
  text?: string;
  /** Of time that was granted. */
  ms?: number;
  grant?: "extension" | "credit";
  /** Whether the time is given back. */
  credited?: boolean;
  pause?: PauseKind;
  incident?: IncidentCategory;
  /** The spare seat that a candidate was sent to. */
  target?: SpareSeat;
  /** Of quarantined answers: counted, or set aside. */
  admit?: boolean;
  entries?: number;
}

/** A staff act that a board shows as it happens, so that proctors see each other. */
export interface ActNote extends ActDetail {
  by: string;
  wall: number;
  /** The attempt, where it is one, and where its candidate sat before the act; how many it reached. */
  attempt: string | null;
  seat: SpareSeat | null;
  reached: number;
  /** The rooms that it concerned; null: the whole sitting. */
  rooms: string[] | null;
}
