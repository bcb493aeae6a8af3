import { z } from "zod";
import { conductLimits } from "./conduct.ts";
import type { Refusal } from "./refusal.ts";
import { seatMapSchema } from "./seat-map.ts";

/**
 * The officer's HTTP API for exam plans 认定计划, all below `/api/staff/plans`, role officer. Replies are JSON:
 * the shape named beside each path with status 200, or a Refusal (409 and others). Two refusals say more:
 * `plan-invalid` is a PlanInvalid (400), `plan-changed` is a PlanChanged (409).
 *
 * Every request that changes a plan carries the `version` that the page has; one of another version is
 * refused with `plan-changed` and the plan as it is now, and nothing is written. Every change answers with
 * the whole plan (PlanReply) in its next version. What a prepared sitting rests on (its own terms, its
 * seats, names and numbers of its candidates) does not change any more: `sitting-prepared`.
 */

const id = z.string().regex(/^[0-9a-f]{8,32}$/);
const version = z.int().min(1);
const text = (most: number) => z.string().trim().max(most);
const words = (most: number) => text(most).min(1);

/** A moment at the site as one writes it, without a time zone, e.g. "2026-05-29T13:30": a label, which sorts as text. */
export const wallLabel = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/);

export const planTests = ["theory", "skills"] as const;
export type PlanTest = (typeof planTests)[number];

/** 证件类型, with the words that screens and prints use. */
export const idTypeWords = {
  resident: "居民身份证",
  "hmt-residence": "港澳台居民居住证",
  "hk-macao": "港澳居民来往内地通行证",
  taiwan: "台湾居民来往大陆通行证",
  "permanent-resident": "外国人永久居留身份证",
  passport: "护照",
  military: "军人身份证件",
  other: "其他证件",
} as const;
export type IdType = keyof typeof idTypeWords;
export const idTypes = Object.keys(idTypeWords) as [IdType, ...IdType[]];

// ---------------------------------------------------------------- the plan

/** What the officer says of the exam as a whole. */
export const planHead = z.strictObject({
  title: words(100),
  /** e.g. "ecommerce-l3"; settled once there are sittings. */
  qualification: words(60),
  /** The window 考试时间: sittings begin within it. It never cuts a deadline. */
  opens: wallLabel,
  closes: wallLabel,
  /** 考点 and its address, for tickets and sheets. */
  site: text(100),
  address: text(200),
  /** What tickets say to candidates besides; plain lines. */
  notes: text(2000),
});
export type PlanHead = z.infer<typeof planHead>;

export const startKinds = ["common", "own"] as const;

/** One sitting 场次 as planned. All spans in minutes but the grace. */
export const planSitting = z.strictObject({
  id,
  /** e.g. "理论知识考试 第一场". */
  title: words(60),
  test: z.enum(planTests),
  /** Name of a form 卷型 that GET choices lists. */
  form: words(40),
  kind: z.enum(["regular", "make-up"]),
  begins: wallLabel,
  minutes: z.number().min(1).max(1440),
  /** After the start; null: entry stays open to the end. */
  entryCloses: z.number().min(0).max(1440).nullable(),
  /** After the start. */
  handInOpens: z.number().min(0).max(1440),
  /** How long answers under way are awaited after the end. */
  graceSeconds: z.int().min(0).max(600),
  /** common: everyone starts at the proctor's 开考. own: that opens the doors, and each candidate begins by themselves until entry closes. */
  start: z.enum(startKinds),
  /** Absent: the usual ones. */
  conduct: conductLimits.optional(),
  /** Whether proctors are to compare every face before the start. Absent: no. */
  confirmPerson: z.boolean().optional(),
});
export type PlanSittingRequest = z.infer<typeof planSitting>;

/** POST /api/staff/plans → PlanReply (version 1, no rooms or candidates): all or nothing, told of every fault at once. */
export const newPlan = planHead.extend({ sittings: z.array(planSitting).max(200).default([]) });
export type NewPlan = z.input<typeof newPlan>;

/** How the seats of a sitting were drawn last; anyone can draw again from the seed and see the same. */
export interface SeatDraw {
  /** 1 for the first draw of this sitting; the seed of each is fixed by the plan's secret before it is drawn. */
  number: number;
  /** 64 hexadecimal digits: HMAC-SHA256(plan's secret, {draw, plan, sitting} as canonical JSON). */
  seed: string;
  by: string;
  /** Wall clock, milliseconds. */
  at: number;
}

export interface PlanSitting extends PlanSittingRequest {
  /** planned: no papers yet · preparing: they are being drawn · the others as in SittingSummary. */
  phase: "planned" | "preparing" | "prepared" | "running" | "closed";
  /** Whether candidates may see their results. */
  released: boolean;
  candidates: number;
  /** Candidates of this sitting who have a seat. */
  seated: number;
  seatDraw: SeatDraw | null;
  /** Each time that its papers were taken back, oldest first. */
  withdrawals: Withdrawal[];
  /** What a make-up sitting could not keep: items that candidates have seen before; null before its preparation and for regular ones. */
  repeats: PaperRepeat[] | null;
}

/** 收回试卷: papers that were drawn and are never used. `sitting`: the id whose log says so. */
export interface Withdrawal {
  sitting: string;
  by: string;
  reason: string;
  /** Wall clock, milliseconds. */
  at: number;
}

/** One candidate's make-up paper holds items of an earlier paper, because the bank had no others. */
export interface PaperRepeat {
  admissionNumber: string;
  name: string;
  items: number;
}

export const planRoom = z.strictObject({
  id,
  /** Unique in the plan, e.g. "第 1 考场". */
  name: words(30),
  /** Where it is, e.g. "实训楼 3 层 305". */
  place: text(60),
  map: seatMapSchema,
});
export type PlanRoom = z.infer<typeof planRoom>;

/** Who watches where. The same account may come more than once. */
export const staffAssignment = z.strictObject({
  /** Of an account with the role proctor. */
  username: words(64),
  /** As sheets print it; may be empty. */
  name: text(30),
  /** null: all rooms (总监考). */
  rooms: z.array(id).min(1).max(200).nullable(),
  /** null: all sittings. */
  sittings: z.array(id).min(1).max(200).nullable(),
});
export type StaffAssignment = z.infer<typeof staffAssignment>;

export interface Plan extends PlanHead {
  id: string;
  version: number;
  changedBy: string;
  /** Wall clock, milliseconds. */
  changedAt: number;
  /** SHA-256 of the secret from which seats are drawn. */
  secretHash: string;
  /** Generated admission numbers are this and a running number of four digits. */
  admissionPrefix: string;
  /** In the order of their beginnings. */
  sittings: PlanSitting[];
  rooms: PlanRoom[];
  staff: StaffAssignment[];
  candidates: number;
  /** Candidates without a photo. */
  photosMissing: number;
}

export interface PlanSummary
  extends Pick<Plan, "id" | "title" | "qualification" | "opens" | "closes" | "candidates"> {
  sittings: Pick<PlanSitting, "id" | "title" | "test" | "begins" | "phase">[];
}

/** GET /api/staff/plans: the newest window first */
export interface PlanList {
  ok: true;
  plans: PlanSummary[];
}

/** GET /api/staff/plans/:plan, and the answer to every change */
export interface PlanReply {
  ok: true;
  plan: Plan;
}

/** PUT /api/staff/plans/:plan → PlanReply */
export const changeHead = z.strictObject({ version, head: planHead });
/** PUT /api/staff/plans/:plan/sittings → PlanReply: the whole list; a new one brings an id that the page made (16 hexadecimal digits). */
export const changeSittings = z.strictObject({ version, sittings: z.array(planSitting).max(200) });
/** PUT /api/staff/plans/:plan/rooms → PlanReply: the whole list, ids as for sittings */
export const changeRooms = z.strictObject({ version, rooms: z.array(planRoom).max(200) });
/** PUT /api/staff/plans/:plan/staff → PlanReply: the whole list */
export const changeStaff = z.strictObject({ version, staff: z.array(staffAssignment).max(1000) });
/** POST /api/staff/plans/:plan/remove → {ok: true}; only while no sitting is prepared */
export const onlyVersion = z.strictObject({ version });

/** One thing that keeps a request from being carried out. */
export interface PlanFault {
  /** Path in the request's body, e.g. "sittings.1.begins"; "" for the whole. */
  where: string;
  /** Chinese, whole, for the officer. */
  sentence: string;
}
export interface PlanInvalid extends Refusal {
  code: "plan-invalid";
  faults: PlanFault[];
}
/** Somebody else changed the plan meanwhile: as it is now. */
export interface PlanChanged extends Refusal {
  code: "plan-changed";
  plan: Plan;
}

// ---------------------------------------------------------------- what there is to choose from

export interface FormChoice {
  form: string;
  title: string;
  /** Items of one paper. */
  items: number;
}
export interface TestChoice {
  test: PlanTest;
  /** e.g. "理论知识考试" */
  title: string;
  /** As a sitting begins with: 90 for theory, 120 for skills. */
  minutes: number;
  /** May be empty: this test cannot be sat yet. */
  forms: FormChoice[];
}
export interface QualificationChoice {
  qualification: string;
  title: string;
  tests: TestChoice[];
}
export interface StaffAccount {
  username: string;
  roles: string[];
  /** Somebody has signed in with it. */
  used: boolean;
  /** Nobody can sign in with it. */
  disabled: boolean;
}

/** GET /api/staff/plans/choices */
export interface PlanChoices {
  ok: true;
  qualifications: QualificationChoice[];
  accounts: StaffAccount[];
}

/** What an account may be called: somebody copies it from a slip by hand. */
export const accountName = /^[A-Za-z0-9\p{Script=Han}]{1,64}$/u;
/** POST /api/staff/plans/accounts → NewAccountsReply: proctors' accounts, all or none; each name is an accountName */
export const newAccounts = z.strictObject({ usernames: z.array(text(1000)).min(1).max(100) });
/** An account with its password, which is shown this once: only its hash is kept. */
export interface AccountSlip {
  username: string;
  password: string;
}
export interface NewAccountsReply {
  ok: true;
  accounts: AccountSlip[];
}
/** POST /api/staff/plans/accounts/:username/password → NewPasswordReply: a new password for a proctor's account, which ends its sign-ins */
export interface NewPasswordReply extends AccountSlip {
  ok: true;
}
/**
 * POST /api/staff/plans/accounts/:username/remove → {ok: true}: deletes a proctor's account that nobody has signed in
 * with, and puts any other out of use, because its name stands in logs. POST …/:username/enable → {ok: true}
 */

// ---------------------------------------------------------------- the roster

/** A candidate's place in one sitting. `room` is a room's id; a room without a seat: drawn within that room. */
export const candidatePlace = z
  .strictObject({ sitting: id, room: id.nullable(), seat: z.int().min(1).max(1600).nullable() })
  .refine(({ room, seat }) => room !== null || seat === null, "a seat is in a room");
export type CandidatePlace = z.infer<typeof candidatePlace>;

export const candidateForm = z.strictObject({
  name: words(60),
  /** Empty: generated. */
  admissionNumber: text(40),
  idType: z.enum(idTypes),
  idNumber: words(40),
  extraMinutes: z.number().min(0).max(600),
  /** One for each sitting that the candidate takes. */
  places: z.array(candidatePlace).max(50),
});
export type CandidateForm = z.infer<typeof candidateForm>;

export interface PlanCandidate extends CandidateForm {
  id: string;
  /** SHA-256 of the photo: GET /api/staff/plans/:plan/photos/:sha256 (image/jpeg, at most 300 × 420). */
  photo: string | null;
}

/**
 * GET /api/staff/plans/:plan/roster?find=&room=&sitting=&offset=0&limit=200 (limit at most 5000; `find`: part of a
 * name or number; `room` and `sitting`: ids), by admission number
 */
export interface RosterPage {
  ok: true;
  version: number;
  /** Of those asked for, before offset and limit. */
  total: number;
  candidates: PlanCandidate[];
}

/** POST /api/staff/plans/:plan/roster → PlanReply: adds one. Without places: a place in each regular sitting, if a test has only one. */
export const addCandidate = z.strictObject({ version, candidate: candidateForm });
/** PUT /api/staff/plans/:plan/roster/:candidate → PlanReply */
export const changeCandidate = z.strictObject({ version, candidate: candidateForm });
/** POST /api/staff/plans/:plan/roster/remove → PlanReply; null: everyone */
export const removeCandidates = z.strictObject({
  version,
  candidates: z.array(id).min(1).max(5000).nullable(),
});
/** POST /api/staff/plans/:plan/roster/:candidate/photo?version=… (multipart, one file `photo`) → PlanReply */

// ---------------------------------------------------------------- import

/** Largest upload, all its files together, in bytes. */
export const maxUploadBytes = 512 * 1024 * 1024;
/** Most rows that a roster may have. */
export const maxRosterRows = 10_000;

export const rosterFields = {
  name: "姓名",
  admissionNumber: "准考证号",
  idType: "证件类型",
  idNumber: "证件号",
  room: "考场",
  seat: "座位号",
  sitting: "场次",
  extraMinutes: "加时（分钟）",
  photo: "照片",
} as const;
export type RosterField = keyof typeof rosterFields;

/**
 * POST /api/staff/plans/:plan/imports?mode=add|replace (multipart: one file `roster`, .xlsx or .csv; any number of
 * files `photos`, pictures or .zip of pictures, named by admission number, ID number, what the photo
 * column says, or a name that one person alone has) → ImportStarted. `replace`: the new roster takes the old one's place; who is in both keeps photo, number and places
 * that the file does not give. Reading goes on afterwards; nothing is written before it is confirmed.
 */
export const importModes = ["add", "replace"] as const;
export type ImportMode = (typeof importModes)[number];
export interface ImportStarted {
  ok: true;
  import: string;
}

/** A column of the file and what it was taken for; `field` null: not used. */
export interface UnderstoodColumn {
  header: string;
  /** e.g. "C" */
  column: string;
  field: RosterField | null;
}

/** One thing wrong with one row. */
export interface BadCell {
  row: number;
  /** e.g. "C17"; for what a row lacks, the cell where it should stand. */
  cell: string;
  sentence: string;
}

/** A row that can be taken, as it would be written. Rooms and sittings by name, as a person reads them. */
export interface GoodRow {
  row: number;
  name: string;
  admissionNumber: string;
  /** The number was made, because the file has none. */
  generated: boolean;
  idType: IdType;
  idNumber: string;
  extraMinutes: number;
  places: { sitting: string; room: string; seat: number | null }[];
  photo: boolean;
}

/** What became of the photos that came along. Lists hold at most 2,000. */
export interface ImportPhotos {
  found: number;
  matched: number;
  /** Told by nothing but the person's name, which nobody else on the roster has. */
  byName: { row: number; name: string; file: string }[];
  /** Files that are nobody's. */
  unmatched: { count: number; files: string[] };
  /** Rows that would be written without a photo; empty when no photo came along. */
  without: { count: number; people: { row: number; name: string }[] };
}

export interface ImportPreview {
  file: string;
  mode: ImportMode;
  columns: UnderstoodColumn[];
  /** Sentences on how the file was read: encoding, merged cells, formulas, sheets left out, photos that fit nobody. */
  notes: string[];
  /** Rows that can be taken, and rows that cannot. Empty rows count as neither. */
  good: number;
  badRows: number;
  /** In row order, at most 2,000 of them. */
  bad: BadCell[];
  photos: ImportPhotos;
  generated: number;
}

export type ImportState =
  | { phase: "reading" }
  /** Photos are being made smaller. */
  | { phase: "photos"; done: number; total: number }
  | { phase: "ready"; preview: ImportPreview }
  /** The file as a whole cannot be used; why, in one sentence. */
  | { phase: "failed"; sentence: string };

/** GET /api/staff/plans/:plan/imports/:import; poll about twice a second. Gone (not-found) once confirmed, replaced, or after an hour. */
export interface ImportStatus {
  ok: true;
  state: ImportState;
}

/** GET /api/staff/plans/:plan/imports/:import/rows?offset=0&limit=100 */
export interface ImportRows {
  ok: true;
  rows: GoodRow[];
}

/** POST /api/staff/plans/:plan/imports/:import/confirm → PlanReply. With bad rows, only if they are to be left out. */
export const confirmImport = z.strictObject({ version, leaveOutBad: z.boolean() });
/** POST /api/staff/plans/:plan/imports/:import/discard → {ok: true} */

// ---------------------------------------------------------------- seats

/**
 * POST /api/staff/plans/:plan/sittings/:sitting/seats → SeatsDrawn. Draws seats for who has none; `keep: false`
 * takes drawn and given seats back first. Candidates without any sitting of this test come in while there is room.
 */
export const drawSeats = z.strictObject({ version, keep: z.boolean() });
export interface SeatsDrawn extends PlanReply {
  seated: number;
  /** Candidates of this sitting for whom there was no seat. */
  without: number;
}

/** POST /api/staff/plans/:plan/sittings/:sitting/candidates → PlanReply: who takes a sitting (for a make-up, by hand) */
export const changeTakers = z.strictObject({
  version,
  add: z.array(id).max(5000),
  remove: z.array(id).max(5000),
});
/** POST /api/staff/plans/:plan/sittings/:sitting/candidates/from → PlanReply: adds those of a closed sitting of the same test. */
export const takersFrom = z.strictObject({
  version,
  sitting: id,
  who: z.enum(["absent", "not-passed", "absent-or-not-passed"]),
});

// ---------------------------------------------------------------- papers

/** POST /api/staff/plans/:plan/sittings/:sitting/prepare (body: onlyVersion) → {ok: true}: begins to draw the papers */
/** GET /api/staff/plans/:plan/sittings/:sitting/preparation */
export interface PreparationStatus {
  ok: true;
  state:
    | { phase: "none" }
    | { phase: "drawing"; done: number; total: number }
    | { phase: "writing" }
    | { phase: "done" }
    | { phase: "failed"; sentence: string };
}

/** POST /api/staff/plans/:plan/sittings/:sitting/prepare/cancel (no body) → {ok: true}: stops the drawing; nothing is written */
/**
 * POST /api/staff/plans/:plan/sittings/:sitting/withdraw → PlanReply: takes the drawn papers back, before the
 * start. Every attempt is void, the log says who did it and why, and the sitting is planned again under a new id.
 */
export const withdrawPapers = z.strictObject({ version, reason: words(200) });

// ---------------------------------------------------------------- readiness

export const readinessChecks = [
  "sittings",
  "window",
  "roster",
  "photos",
  "rooms",
  "seats",
  "proctors",
  "bank",
  "papers",
  "overlap",
  "disk",
  "rehearsal",
] as const;
export type ReadinessCheck = (typeof readinessChecks)[number];

/** Page of the plan on which the matter is put right. */
export type PlanPage =
  | "head"
  | "sittings"
  | "rooms"
  | "staff"
  | "roster"
  | "seats"
  | "papers"
  | "rehearsal"
  | "server";

export interface ReadinessLine {
  check: ReadinessCheck;
  /** missing: the doors stay closed · advice: may stay as it is. */
  level: "ok" | "advice" | "missing";
  /** Chinese, one sentence: what is there, or what is missing. */
  sentence: string;
  /** The same in English. */
  english: string;
  link: { page: PlanPage; sitting?: string; room?: string };
}

/** GET /api/staff/plans/:plan/readiness */
export interface Readiness {
  ok: true;
  ready: boolean;
  lines: ReadinessLine[];
}
