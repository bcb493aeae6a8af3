import type { DocumentName } from "../protocol/print.ts";

/**
 * What each printed document says, as plain data. Moments are labels at the site without a time zone,
 * e.g. "2026-05-29T13:30"; ID numbers come masked; every text is in the words that people read.
 */

/** A document of any length: what stands on it once, and its parts one by one, so that pages are made as data comes. */
export type PrintOrder = {
  [Name in DocumentName]: {
    document: Name;
    head: DocumentParts[Name]["head"];
    /** Read once, in the order of printing. */
    entries: AsyncIterable<DocumentParts[Name]["entry"]>;
    /** How many entries there are. */
    total: number;
  };
}[DocumentName];

export interface DocumentParts {
  tickets: { head: TicketsHead; entry: Ticket };
  "seat-labels": { head: SittingHead; entry: SeatLabel };
  "sign-in-sheet": { head: SittingHead; entry: RoomList };
  "incident-report": { head: IncidentReportHead; entry: RoomReport };
  "score-list": { head: ScoreListHead; entry: ScoreRow };
  "exam-score-list": { head: ScoreListHead; entry: ScoreRow };
}

/** A person as sheets name them. */
export interface PrintedPerson {
  name: string;
  admissionNumber: string;
  /** e.g. 居民身份证; empty when not known. */
  idType: string;
  /** e.g. 110101********0013; empty when not known. */
  idNumber: string;
  /** JPEG, portrait. */
  photo: Uint8Array | null;
}

export interface TicketsHead {
  /** e.g. 2026 年上半年职业技能等级认定. */
  exam: string;
  /** e.g. 电子商务师三级. */
  qualification: string;
  site: string;
  address: string;
  /** What candidates are told, a line each, without numbers in front. */
  notes: readonly string[];
  perPage: 2 | 4;
}

/** 准考证 of one candidate. */
export interface Ticket extends PrintedPerson {
  tests: readonly TicketTest[];
}

/** One sitting of a candidate. */
export interface TicketTest {
  title: string;
  begins: string;
  minutes: number;
  room: string;
  /** Where the room is; may be empty. */
  place: string;
  /** Empty: no seat yet. */
  seat: string;
}

/** The sitting that a sheet belongs to. */
export interface SittingHead {
  exam: string;
  sitting: string;
  qualification: string;
  site: string;
  begins: string;
  minutes: number;
}

export interface SeatLabel extends Omit<PrintedPerson, "photo"> {
  room: string;
  seat: string;
}

/** 签到表 of one room, in seat order. */
export interface RoomList {
  room: string;
  place: string;
  /** Who watches it, e.g. 监考人员：李敏（p1）; empty when not known. */
  proctors: string;
  people: readonly (PrintedPerson & { seat: string })[];
}

export interface IncidentReportHead extends SittingHead {
  /** Whether `begins` is what was planned. */
  planned: boolean;
  /** own: the start opened the doors. */
  start: "common" | "own";
  /** When it really began, and by whom; null: not yet. */
  started: { at: string; by: string } | null;
  ended: string | null;
  /** SHA-256 of the secret of the draw and of the roster, published before the start. */
  secretHash: string;
  rosterHash: string;
  /** Of the sitting when it is closed (64 hexadecimal digits); null while it is not. */
  root: string | null;
  /** Of the key that signs the sitting's archive, in groups of four. */
  fingerprint: string;
}

/** 考场情况记录表 of one room. */
export interface RoomReport {
  room: string;
  place: string;
  /** As on the sign-in sheet. */
  proctors: string;
  /** 应到, 实到, 缺考, 违纪 and 异常 (people, and incidents), 作废. */
  counts: {
    expected: number;
    present: number;
    absent: number;
    misconduct: number;
    irregularity: number;
    voided: number;
  };
  /** Admission numbers and names of who did not come. */
  absent: readonly { seat: string; name: string; admissionNumber: string }[];
  incidents: readonly ReportLine[];
  /** Extensions and credits, suspensions, moves, forced hand-ins and the like. */
  acts: readonly ReportLine[];
}

/** One thing that happened. */
export interface ReportLine {
  at: string;
  /** Kind in one word or two, e.g. 违纪 · 交头接耳, 补时. */
  kind: string;
  /** Seat and person, or 全考场. */
  whom: string;
  text: string;
  by: string;
  /** It was recorded by mistake: it is struck out, by whom and why stands below. */
  struck?: { by: string; reason: string };
}

export interface ScoreListHead {
  exam: string;
  qualification: string;
  site: string;
  /** e.g. 理论知识考试 第一场; empty when it covers a whole plan. */
  sitting: string;
  /** Titles of the tests whose scores stand in the rows. */
  tests: readonly string[];
  printedAt: string;
}

export interface ScoreRow {
  admissionNumber: string;
  name: string;
  idNumber: string;
  /** One for each test of the head: points such as 86.50, or 缺考, 作废, —. */
  scores: readonly string[];
  /** 合格, 不合格, or why there is no result. */
  result: string;
}

/** What the officer should know of a printed document, each a whole sentence. */
export type PrintWarnings = readonly string[];
