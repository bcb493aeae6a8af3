import { z } from "zod";

/**
 * Printing over HTTP, all below `/api/staff/print`. An officer prints everything; a proctor the sign-in sheet
 * and the incident report. A document is made in the background: POST begins it, GET tells how far it is,
 * GET …/file is the PDF. Replies are JSON (the shape named, status 200, or a Refusal) but for the file.
 */
export const documentNames = {
  tickets: "准考证",
  "seat-labels": "座位标签",
  "sign-in-sheet": "考场签到表",
  "incident-report": "考场情况记录表",
  "score-list": "成绩册",
  "exam-score-list": "总成绩册",
} as const;
export type DocumentName = keyof typeof documentNames;

/** Documents that proctors print too. */
export const proctorsDocuments: ReadonlySet<DocumentName> = new Set(["sign-in-sheet", "incident-report"]);

const id = z.string().min(1).max(64);
/** A room's name; null: all rooms. */
const ofSitting = z.strictObject({ sitting: id, room: id.nullable() });

/** POST /api/staff/print/<document> → PrintStarted */
export const printRequests = {
  /** `sitting` and `room` (names as in the plan) narrow it down; null: everyone. */
  tickets: z.strictObject({
    plan: id,
    sitting: id.nullable(),
    room: id.nullable(),
    perPage: z.literal(2).or(z.literal(4)),
  }),
  "seat-labels": ofSitting,
  "sign-in-sheet": ofSitting,
  "incident-report": ofSitting,
  "score-list": z.strictObject({ sitting: id }),
  /** Both tests of an exam, with who is 合格. */
  "exam-score-list": z.strictObject({ plan: id }),
} as const satisfies Record<DocumentName, z.ZodType>;

export type PrintRequests = { [Name in DocumentName]: z.infer<(typeof printRequests)[Name]> };

export interface PrintStarted {
  ok: true;
  job: string;
}

/** GET /api/staff/print/jobs/:job; poll about twice a second. Gone (not-found) an hour after its end, or when newer ones took its place. */
export interface PrintStatus {
  ok: true;
  document: DocumentName;
  /** waiting: others are being printed before it. */
  phase: "waiting" | "printing" | "done" | "failed";
  /** Candidates or, for sheets of rooms, rooms. */
  done: number;
  total: number;
  /** Once done: what could not be drawn as it should, e.g. rare characters, each a whole sentence. */
  warnings: readonly string[];
}

/** GET /api/staff/print/jobs/:job/file → application/pdf under a Chinese name; not-found before it is done */
/** DELETE /api/staff/print/jobs/:job → {ok: true}: cancels it, or drops its file */
