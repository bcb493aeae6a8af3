import type { Hundredths } from "@kaochang/question-bank/points.ts";
import { z } from "zod";
import type { AreaScore } from "./http.ts";
import type { IdType, PlanTest } from "./plan.ts";
import type { Refusal } from "./refusal.ts";

/**
 * Results after marking, over HTTP. Officers ask below `/api/staff/results`, candidates below
 * `/api/candidate/score`. Replies are JSON: the shape named beside each path, or a Refusal.
 */

const text = (most: number) => z.string().trim().min(1).max(most);

// ---------------------------------------------------------------- corrected keys 更正答案

/** `fields`: key fields of the item as its bank file names them, e.g. `{"key": "B"}`. */
export const keyChange = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("full-marks") }),
  z.strictObject({ kind: z.literal("key"), fields: z.record(z.string().max(40), z.unknown()) }),
]);
export type KeyChangeRequest = z.infer<typeof keyChange>;

const item = text(64);
const version = z.int().min(1);

/** POST /sittings/:sitting/correction/preview → CorrectionPreview | KeyInvalid; writes nothing */
export const correctionPreview = z.strictObject({ item, version, change: keyChange });
/** POST /sittings/:sitting/correction → CorrectionApplied | KeyInvalid */
export const correctionRequest = z.strictObject({ item, version, change: keyChange, reason: text(300) });

/** Why a key cannot be corrected so; Chinese sentences for the officer. */
export interface KeyInvalid extends Refusal {
  code: "key-invalid";
  sentences: string[];
}

export interface Mark {
  total: Hundredths;
  passed: boolean;
}

/** One candidate whose paper has the item. `before` is null where the attempt was never marked. */
export interface MarkChange {
  attempt: string;
  name: string;
  admissionNumber: string;
  voided: boolean;
  before: Mark | null;
  after: Mark;
}

export interface CorrectionPreview {
  ok: true;
  /** Who no longer passes first, then who passes now, then by how much the score moves. The absent are not among them. */
  changes: MarkChange[];
}

export interface CorrectionApplied {
  ok: true;
  /** Attempts that were marked anew. */
  remarked: number;
}

/** An item of the sitting's papers, with its key as its author wrote it. HTML is safe to insert. */
export interface UsedItem {
  item: string;
  version: number;
  type: string;
  typeTitle: string;
  stemHtml: string;
  options: { id: string; html: string }[];
  /** As a person reads it: "B", "ABD", "√". */
  keyText: string;
  /** The type's own fields, e.g. `{"key": "B"}`. */
  fields: Record<string, unknown>;
  /** Papers of this sitting that have it. */
  papers: number;
  correction: KeyChangeRequest | null;
}

/** GET /sittings/:sitting/items?find=… (part of the id or of the words): at most 20 of `total` */
export interface UsedItems {
  ok: true;
  total: number;
  items: UsedItem[];
}

// ---------------------------------------------------------------- release and re-checks

export interface AppliedCorrection {
  item: string;
  version: number;
  change: KeyChangeRequest;
  by: string;
  reason: string;
  /** Wall clock, milliseconds. */
  at: number;
  remarked: number;
}

export interface RecheckText {
  text: string;
  /** Wall clock, milliseconds. */
  at: number;
}

/** A request for a re-check 复核 as officers see it. */
export interface RecheckRequest {
  attempt: string;
  name: string;
  admissionNumber: string;
  total: Hundredths | null;
  passed: boolean | null;
  asked: RecheckText;
  answer: (RecheckText & { by: string }) | null;
}

/** GET /sittings/:sitting: what has been done with the results of a sitting */
export interface ResultsStanding {
  ok: true;
  /** As in SittingSummary. */
  phase: "prepared" | "running" | "closed";
  released: { by: string; at: number } | null;
  /** What keeps the results from being released; Chinese sentences. Empty once they are. */
  hindrances: string[];
  corrections: AppliedCorrection[];
  /** Those that wait for an answer first. */
  rechecks: RecheckRequest[];
}

/** POST /sittings/:sitting/end → {ok: true}: 结束本场, as a proctor does; refused while anybody may still answer */
/** POST /sittings/:sitting/release → {ok: true} | NotReleasable */
export interface NotReleasable extends Refusal {
  code: "not-releasable";
  sentences: string[];
}

/** POST /sittings/:sitting/rechecks/:attempt → {ok: true} */
export const recheckAnswer = z.strictObject({ text: text(1000) });

// ---------------------------------------------------------------- the exam as a whole

/** How one test of the exam stands for one candidate; `none`: no sitting of it. */
export type TestStanding = "scored" | "pending" | "absent" | "void" | "none";

/** One candidate's test: the sitting that counts. */
export interface ExamTestResult {
  standing: TestStanding;
  /** Id and title of the sitting that counts. */
  sitting: string | null;
  title: string | null;
  makeUp: boolean;
  total: Hundredths | null;
  passed: boolean | null;
  areas: AreaScore[];
}

/** 合格 · 单科合格 (the exam has one test only) · 不合格 · 缺考 in all · 作废 · not known yet. */
export type Verdict = "qualified" | "one-passed" | "failed" | "absent" | "void" | "pending";
export const verdictWords: Record<Verdict, string> = {
  qualified: "合格",
  "one-passed": "单科合格",
  failed: "不合格",
  absent: "缺考",
  void: "作废",
  pending: "待定",
};
export const standingWords: Record<Exclude<TestStanding, "scored">, string> = {
  pending: "待定",
  absent: "缺考",
  void: "作废",
  none: "—",
};

export interface ExamResult {
  admissionNumber: string;
  name: string;
  idType: IdType;
  idNumber: string;
  tests: Record<PlanTest, ExamTestResult>;
  verdict: Verdict;
  /** 备注: make-ups, misconduct, what is void; "" where there is nothing to say. */
  remark: string;
}

/** GET /plans/:plan → ExamResults, by admission number; GET /plans/:plan/file?as=xlsx|csv → a file */
export interface ExamResults {
  ok: true;
  title: string;
  /** Title of the qualification. */
  qualification: string;
  /** Those that the exam has. */
  tests: PlanTest[];
  /** Of a test's paper; null while no paper of it is drawn. */
  scales: Record<PlanTest, { max: Hundredths; passMark: Hundredths } | null>;
  /** Sittings of the plan, each with whether its results are released. */
  sittings: { id: string; title: string; test: PlanTest; phase: string; released: boolean }[];
  results: ExamResult[];
}

// ---------------------------------------------------------------- the candidate's own page

/** What a candidate may know of one attempt of theirs that is over. */
export interface ScoreCard {
  attempt: string;
  /** Of the sitting. */
  title: string;
  /** Null until the officer releases the results: 成绩尚未发布. */
  score: ReleasedScore | null;
}

export interface ReleasedScore {
  /** Wall clock, milliseconds. */
  releasedAt: number;
  standing: "scored" | "absent" | "void";
  total: Hundredths;
  max: Hundredths;
  passMark: Hundredths;
  passed: boolean;
  sections: AreaScore[];
  areas: AreaScore[];
  /** Wall clock, milliseconds: until then a re-check may be asked for. */
  recheckUntil: number;
  mayAsk: boolean;
  recheck: { asked: RecheckText; answer: RecheckText | null } | null;
}

/** GET /api/candidate/score: every attempt of the signed-in candidate that is over, newest first */
export interface ScoreCards {
  ok: true;
  cards: ScoreCard[];
}

/** POST /api/candidate/score/recheck → {ok: true} */
export const recheckAsked = z.strictObject({ attempt: text(64), text: text(500) });
