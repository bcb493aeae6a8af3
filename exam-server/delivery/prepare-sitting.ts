import { drawPaper, prepareDraw } from "@kaochang/question-bank/assemble.ts";
import type { Blueprint } from "@kaochang/question-bank/blueprint.ts";
import { candidateSeed, hashRoster, hashSecret } from "@kaochang/question-bank/candidate-seed.ts";
import { canonicalDigest } from "@kaochang/question-bank/digest.ts";
import type { Paper } from "@kaochang/question-bank/paper.ts";
import { decide } from "../attempt/decide.ts";
import type { Terms } from "../attempt/events.ts";
import { attemptStream, type DrawSources, drawStream, sittingStream } from "../attempt/sitting.ts";
import { type Now, nothing } from "../attempt/state.ts";
import type { CandidateRecord, Enrolment, NewEvent, SittingRecord } from "../store/store.ts";
import { chain, emptyHead } from "./log-stream.ts";

/** A sitting to prepare: who sits where, under which terms, with which draw. */
export interface SittingPlan {
  record: SittingRecord;
  blueprint: Blueprint;
  sources: DrawSources;
  terms: Terms;
  places: readonly { person: CandidateRecord; attempt: string; room: string; seat: string }[];
}

export type Preparation =
  | { ok: true; enrolments: Enrolment[]; events: NewEvent[] }
  /** In Chinese, for the officer: which stratum is short and by how many. */
  | { ok: false; message: string };

/**
 * Draws and freezes every paper before the doors open. Pure: the same plan gives the same events. The
 * hashes of the secret and of the roster stand in the sitting's first event, so both are fixed from here on.
 */
export function prepareSitting(plan: SittingPlan, now: Now): Preparation {
  const prepared = prepareDraw(plan.sources.index, plan.blueprint);
  if (!prepared.ok) return { ok: false, message: prepared.refusal.message };
  const { record, places } = plan;
  const papers: Paper[] = [];
  for (const { person } of places) {
    const drawn = drawPaper(prepared.draw, candidateSeed(record.secret, record.exam, person.admissionNumber));
    if (!drawn.ok) return { ok: false, message: drawn.refusal.message };
    papers.push(drawn.paper);
  }
  const events = [
    ...sittingEvents(plan, prepared.draw.bankDigest, now),
    ...papers.flatMap((paper, index) => attemptEvents(plan, index, paper, now)),
  ];
  const enrolments = places.map(({ person, attempt, room, seat }) => {
    return { attempt, sitting: record.id, candidate: person.id, room, seat };
  });
  return { ok: true, enrolments, events };
}

function sittingEvents(
  { record, blueprint, sources, places }: SittingPlan,
  bankDigest: string,
  now: Now,
): NewEvent[] {
  const data = {
    exam: record.exam,
    qualification: record.qualification,
    test: record.test,
    form: record.form,
    secretHash: hashSecret(record.secret),
    rosterHash: hashRoster(places.map(({ person }) => person.admissionNumber)),
    bankDigest,
    blueprintDigest: canonicalDigest(blueprint),
    attempts: places.map(({ attempt }) => attempt),
  };
  const prepared = chain(sittingStream(record.id), emptyHead, [{ type: "sitting-prepared", data }], now);
  const frozen = chain(drawStream(record.id), emptyHead, [{ type: "draw-frozen", data: sources }], now);
  return [...prepared.events, ...frozen.events];
}

function attemptEvents(
  { record, terms, places }: SittingPlan,
  place: number,
  paper: Paper,
  now: Now,
): NewEvent[] {
  const attempt = places[place]?.attempt;
  const decision = decide(nothing, { kind: "prepare", sitting: record.id, paper, terms }, now);
  if (!decision.ok || attempt === undefined) throw new Error("a new attempt cannot be prepared");
  return chain(attemptStream(attempt), emptyHead, decision.events, now).events;
}
