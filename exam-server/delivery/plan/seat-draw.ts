import { createHmac } from "node:crypto";
import { canonical } from "@kaochang/question-bank/digest.ts";
import { seedState, shuffle, withGenerator } from "@kaochang/question-bank/random.ts";
import type { CandidatePlace, PlanCandidate, PlanRoom } from "../../protocol/plan.ts";
import { refuse } from "../../protocol/refusal.ts";
import { seatsOf } from "../../protocol/seat-map.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import type { Seated } from "./candidate-faults.ts";
import { isSettled, overlap, type PlanRule, type PlanState } from "./state.ts";

type Seat = Pick<Seated, "room" | "seat">;

/**
 * The seed of a sitting's nth draw: HMAC-SHA256 under the plan's secret, so it is fixed before anyone draws,
 * and whoever draws again until a seat pleases leaves a number that shows it.
 */
export function seatSeed(secret: string, plan: string, sitting: string, draw: number): string {
  return createHmac("sha256", Buffer.from(secret, "hex"))
    .update(canonical({ draw, plan, sitting }))
    .digest("hex");
}

/** Someone to seat; `room`: the only room that will do, or null. */
export interface Taker<C> {
  candidate: C;
  room: string | null;
}

/**
 * Pairs candidates with free seats, every assignment that keeps the rooms asked for equally likely. Candidates
 * are taken by admission number and seats in the order given, so the same seed gives everyone the same seats.
 */
export function assignSeats<C extends { admissionNumber: string }>(
  takers: readonly Taker<C>[],
  seats: readonly Seat[],
  seed: string,
): { seated: [C, Seat][]; without: C[] } {
  const order = [...takers].sort((a, b) =>
    a.candidate.admissionNumber < b.candidate.admissionNumber ? -1 : 1,
  );
  const free = [...seats];
  withGenerator(seedState(seed), (generator) => {
    // With fewer seats than candidates it is chance, too, who has none.
    shuffle(order, generator);
    shuffle(free, generator);
  });
  const seated: [C, Seat][] = [];
  const without: C[] = [];
  // Whoever is bound to a room goes first, or others would fill it.
  for (const { candidate, room } of [
    ...order.filter((one) => one.room),
    ...order.filter((one) => !one.room),
  ]) {
    const place = free.findIndex((seat) => room === null || seat.room === room);
    const [seat] = place < 0 ? [] : free.splice(place, 1);
    if (seat) seated.push([candidate, seat]);
    else without.push(candidate);
  }
  return { seated, without };
}

/** All seats of the rooms that a draw may give, in the order of rooms and numbers. */
export function drawableSeats(rooms: readonly PlanRoom[]): Seat[] {
  return rooms.flatMap(({ id, map }) =>
    seatsOf(map)
      .filter(({ spare }) => !spare)
      .map(({ number }) => ({ room: id, seat: number })),
  );
}

/** How a draw went, for the page that asked. */
export interface DrawOutcome {
  seated: number;
  without: number;
}

/** Draws the seats of one sitting. Given seats stay when `keep`; `by` and `at` stand in the plan beside the seed. */
export function drawSittingSeats(
  sitting: string,
  { keep, by, at }: { keep: boolean; by: string; at: number },
  tell: (outcome: DrawOutcome) => void,
): PlanRule {
  return (state) => {
    const { record } = state;
    const meant = record.sittings.find(({ id }) => id === sitting);
    if (!meant) return refuse("not-found");
    if (isSettled(state.phaseOf(sitting))) return refuse("sitting-prepared");
    const number = (meant.seatDraw?.number ?? 0) + 1;
    const seed = seatSeed(record.secret, record.id, sitting, number);
    const takers = takersOf(state, meant)
      .map((candidate) => ({ candidate, ...placeIn(candidate, sitting, keep) }))
      .filter(({ seat }) => seat === null);
    const { seated, without } = assignSeats(takers, freeSeats(state, meant, keep), seed);
    const left = without.filter((one) => isIn(one, sitting));
    tell({ seated: seated.length, without: left.length });
    const seatDraw = { number, seed, by, at };
    const sittings = record.sittings.map((one) => (one.id === sitting ? { ...one, seatDraw } : one));
    const put = [
      ...seated.map(([one, seat]) => placed(one, { sitting, ...seat })),
      ...left.map((one) => placed(one, { sitting, seat: null, room: placeIn(one, sitting, keep).room })),
    ];
    return { ok: true, record: { ...record, sittings }, put };
  };
}

/** Those of the sitting, and, for a regular one, those whom no sitting of this test has yet and who are free then. */
function takersOf({ record, candidates }: PlanState, meant: KeptSitting): PlanCandidate[] {
  const sameTest = new Set(record.sittings.filter(({ test }) => test === meant.test).map(({ id }) => id));
  const atOnce = new Set(record.sittings.filter((one) => overlap(one, meant)).map(({ id }) => id));
  const comesIn = ({ places }: PlanCandidate) =>
    meant.kind === "regular" && !places.some((one) => sameTest.has(one.sitting) || atOnce.has(one.sitting));
  return candidates.filter((one) => isIn(one, meant.id) || comesIn(one));
}

/** What sittings at the same time take is taken, too. */
function freeSeats({ record, candidates }: PlanState, meant: KeptSitting, keep: boolean): Seat[] {
  const others = record.sittings.filter((one) => overlap(one, meant) && (keep || one.id !== meant.id));
  const counted = new Set(others.map(({ id }) => id));
  const taken = new Set(
    candidates.flatMap(({ places }) =>
      places.filter((one) => counted.has(one.sitting)).map(({ room, seat }) => `${room}/${seat}`),
    ),
  );
  return drawableSeats(record.rooms).filter(({ room, seat }) => !taken.has(`${room}/${seat}`));
}

function isIn({ places }: PlanCandidate, sitting: string): boolean {
  return places.some((one) => one.sitting === sitting);
}

/** What is settled of a candidate's place before the draw. */
function placeIn(
  { places }: PlanCandidate,
  sitting: string,
  keep: boolean,
): Pick<CandidatePlace, "room" | "seat"> {
  const { room = null, seat = null } = (keep && places.find((one) => one.sitting === sitting)) || {};
  return { room, seat };
}

function placed(one: PlanCandidate, place: CandidatePlace): PlanCandidate {
  return { ...one, places: [...one.places.filter(({ sitting }) => sitting !== place.sitting), place] };
}
