import { type DrawResult, drawPaper, prepareDraw } from "@kaochang/question-bank/assemble.ts";
import type { Blueprint } from "@kaochang/question-bank/blueprint.ts";
import { candidateSeed, hashRoster, hashSecret } from "@kaochang/question-bank/candidate-seed.ts";
import { canonicalDigest } from "@kaochang/question-bank/digest.ts";
import { drawUnseen, seenBy } from "@kaochang/question-bank/draw-unseen.ts";
import type { Paper } from "@kaochang/question-bank/paper.ts";
import { decide } from "../attempt/decide.ts";
import type { Terms } from "../attempt/events.ts";
import {
  attemptStream,
  type BoardTerms,
  type DrawSources,
  drawStream,
  sittingStream,
} from "../attempt/sitting.ts";
import { type Now, nothing } from "../attempt/state.ts";
import type { CandidateRecord, Enrolment, NewEvent, SittingRecord } from "../store/store.ts";
import { chain, emptyHead } from "./log-stream.ts";

/** Where a person sits; `extra`: their own extra time in milliseconds. */
export interface PlannedPlace {
  person: CandidateRecord;
  attempt: string;
  room: string;
  seat: string;
  extra?: number;
}

/** A sitting to prepare: who sits where, under which terms, with which draw. */
export interface SittingPlan {
  record: SittingRecord;
  blueprint: Blueprint;
  sources: DrawSources;
  terms: Terms;
  /** Absent: the usual ones. */
  board?: BoardTerms;
  places: readonly PlannedPlace[];
}

export type Preparation =
  | { ok: true; enrolments: Enrolment[]; events: NewEvent[]; papers: Paper[] }
  /** In Chinese, for the officer: which stratum is short and by how many. */
  | { ok: false; message: string };

/**
 * Draws and freezes every paper before the doors open. Pure: the same plan gives the same events. The
 * hashes of the secret and of the roster stand in the sitting's first event, so both are fixed from here on.
 */
export function prepareSitting(plan: SittingPlan, now: Now): Preparation {
  const steps = prepareInSteps(plan, now);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, paper by paper, for a server that must go on serving meanwhile: yields how many are drawn. */
export function* prepareInSteps(plan: SittingPlan, now: Now): Generator<number, Preparation> {
  const prepared = prepareDraw(plan.sources.index, plan.blueprint);
  if (!prepared.ok) return { ok: false, message: prepared.refusal.message };
  const { record, places, sources, blueprint } = plan;
  const papers: Paper[] = [];
  const attempts: NewEvent[] = [];
  for (const { person } of places) {
    const seed = candidateSeed(record.secret, record.exam, person.admissionNumber);
    const seen = seenBy(sources.seen, seed);
    const drawn: DrawResult = seen
      ? drawUnseen(sources.index, blueprint, seen, seed)
      : drawPaper(prepared.draw, seed);
    if (!drawn.ok) return { ok: false, message: drawn.refusal.message };
    attempts.push(...attemptEvents(plan, papers.length, drawn.paper, now));
    papers.push(drawn.paper);
    yield papers.length;
  }
  const events = [...sittingEvents(plan, prepared.draw.bankDigest, now), ...attempts];
  const enrolments = places.map(({ person, attempt, room, seat }) => {
    return { attempt, sitting: record.id, candidate: person.id, room, seat };
  });
  return { ok: true, enrolments, events, papers };
}

function sittingEvents(
  { record, blueprint, sources, terms: { start }, board, places }: SittingPlan,
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
    ...(start && { start }),
    ...(board && { board }),
  };
  const prepared = chain(sittingStream(record.id), emptyHead, [{ type: "sitting-prepared", data }], now);
  const frozen = chain(drawStream(record.id), emptyHead, [{ type: "draw-frozen", data: sources }], now);
  return [...prepared.events, ...frozen.events];
}

function attemptEvents(
  { record, terms: common, places }: SittingPlan,
  index: number,
  paper: Paper,
  now: Now,
): NewEvent[] {
  const place = places[index];
  const terms = { ...common, extra: place?.extra ?? common.extra };
  const decision = decide(nothing, { kind: "prepare", sitting: record.id, paper, terms }, now);
  if (!decision.ok || place === undefined) throw new Error("a new attempt cannot be prepared");
  return chain(attemptStream(place.attempt), emptyHead, decision.events, now).events;
}
