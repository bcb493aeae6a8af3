import { z } from "zod";

/** irregularity 异常: a machine fails, or something befalls a person; misconduct 违纪: a person does something. */
export const incidentKinds = ["irregularity", "misconduct"] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** What an incident is about, each with the word that stands on 考场情况记录表. Logs hold the codes: never change one. */
export const incidentCategories = {
  irregularity: {
    equipment: "设备故障",
    network: "网络故障",
    power: "断电",
    illness: "身体不适",
    late: "迟到",
    other: "其他",
  },
  misconduct: {
    items: "携带违禁物品",
    talking: "交头接耳",
    copying: "抄袭",
    impersonation: "替考",
    disorder: "扰乱秩序",
    other: "其他",
  },
} as const;

export type IncidentCategory =
  | { kind: "irregularity"; category: keyof typeof incidentCategories.irregularity }
  | { kind: "misconduct"; category: keyof typeof incidentCategories.misconduct };

export function categoryText(incident: IncidentCategory): string {
  return incident.kind === "irregularity"
    ? incidentCategories.irregularity[incident.category]
    : incidentCategories.misconduct[incident.category];
}

const common = {
  sitting: z.string().min(1).max(64),
  /** Null: about a room, or about the whole sitting when `room` is null as well. */
  attempt: z.string().min(1).max(64).nullable(),
  /** Of an incident that concerns no single attempt; of one that does, its seat tells the room. */
  room: z.string().min(1).max(64).nullable(),
  text: z.string().trim().min(1).max(500),
};

const codesOf = <K extends string>(words: Record<K, string>) => z.enum(Object.keys(words) as [K, ...K[]]);

/** A proctor writes down what happened; it changes nothing of the attempt. */
export const incidentNote = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("irregularity"),
    category: codesOf(incidentCategories.irregularity),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("misconduct"),
    category: codesOf(incidentCategories.misconduct),
    ...common,
  }),
]);
export type IncidentNote = z.infer<typeof incidentNote>;

/** Which incident was a mistake: the `number`-th of the attempt's log, or of the sitting's where it names none. */
export const incidentWithdrawal = z.strictObject({
  sitting: z.string().min(1).max(64),
  attempt: z.string().min(1).max(64).nullable(),
  /** As it was recorded: of a room, where it names no attempt. */
  room: z.string().min(1).max(64).nullable(),
  number: z.int().min(1).max(100_000),
  reason: z.string().trim().min(1).max(200),
});
export type IncidentWithdrawal = z.infer<typeof incidentWithdrawal>;

/** One incident as it stands in the log, with the person and the seat where it concerns one. */
export type Incident = IncidentCategory & {
  /** Its place in its log, from 1. */
  number: number;
  /** It was recorded by mistake; null: it stands. */
  withdrawn: { by: string; reason: string } | null;
  attempt: string | null;
  room: string | null;
  seat: string | null;
  name: string | null;
  admissionNumber: string | null;
  text: string;
  by: string;
  /** Exam time and wall clock (label) at which it was written down. */
  exam: number;
  wall: number;
};
