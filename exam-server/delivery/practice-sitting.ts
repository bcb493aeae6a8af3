import { randomBytes, randomInt } from "node:crypto";
import type { Blueprint } from "@kaochang/question-bank/blueprint.ts";
import type { IndexEntry } from "@kaochang/question-bank/draw-index.ts";
import type { Terms } from "../attempt/events.ts";
import type { DrawSources } from "../attempt/sitting.ts";
import type { Store } from "../store/store.ts";
import type { Delivery } from "./delivery.ts";
import { type PracticePlace, practicePlaces } from "./practice.ts";
import { prepareSitting } from "./prepare-sitting.ts";
import { rehearsalExam } from "./rehearsal-mark.ts";
import type { Sitting } from "./sittings.ts";

export interface PracticeRequest {
  title: string;
  blueprint: Blueprint;
  sources: Omit<DrawSources, "index">;
  minutes: number;
  candidates: number;
  terms: Terms;
  /** Marks the sitting as a rehearsal, drawn from these entries instead of the bank's. */
  rehearsal?: IndexEntry[];
}

export type PracticeResult =
  | { ok: true; sitting: Sitting; places: PracticePlace[] }
  | { ok: false; message: string };

/** Prepares a practice sitting with new candidates and opens it on the running server. */
export async function preparePractice(
  store: Pick<Store, "bank" | "roster">,
  { clock, sittings }: Pick<Delivery, "clock" | "sittings">,
  { title, blueprint, sources, minutes, candidates, terms, rehearsal }: PracticeRequest,
): Promise<PracticeResult> {
  const { qualification, test, form } = blueprint;
  const randomHex = (bytes: number) => randomBytes(bytes).toString("hex");
  const now = clock.now();
  const names = {
    wall: now.wall,
    serial: sittings.all().length,
    randomHex,
    randomBelow: (n: number) => randomInt(n),
  };
  const places = practicePlaces(candidates, names);
  const id = randomHex(6);
  const record = {
    id,
    exam: rehearsal ? rehearsalExam(id) : `practice-${id}`,
    title,
    qualification,
    test,
    form,
    practice: true,
    minutes,
    preparedAt: now.wall,
    secret: randomHex(32),
  };
  const index = rehearsal ?? (await store.bank.index(qualification, test));
  const preparation = prepareSitting(
    { record, blueprint, sources: { ...sources, index }, terms, places },
    now,
  );
  if (!preparation.ok) return preparation;
  const people = places.map(({ person }) => person);
  await store.roster.prepare(record, people, preparation.enrolments, preparation.events);
  return { ok: true, sitting: await sittings.open(record), places };
}
