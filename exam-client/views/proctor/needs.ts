import type { ConductLimits } from "@kaochang/exam-server/protocol/conduct.ts";
import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { isConspicuous } from "./conduct.ts";
import { type Failure, failedTogether, type LayoutOf } from "./failed-together.ts";
import { isOver } from "./room-time.ts";
import { byRoom, compareSeats } from "./seat-order.ts";
import { holdsAnswers, riskOf } from "./unsent.ts";

/**
 * Worst first. Who may lose time or answers: refused at a second PC, offline, kept in memory only, left on a PC
 * after the end, a screen that should be blank and is not. Then who waits: a latecomer at the door, somebody
 * who has missed the last moment to begin, somebody whose
 * identity is shown wrongly, misconduct that was written down, answers to decide. Then what should be looked at.
 */
const causes = [
  "knocking",
  "offline",
  "unkept",
  "unheard",
  "undelivered",
  "latecomer",
  "unadmitted",
  "identity",
  "misconduct",
  "quarantined",
  "unconfirmed",
  "missing",
  "slow",
  "conduct",
] as const;
export type Cause = (typeof causes)[number];

/** Something that waits for the proctor: one seat, or seats of one room that failed together. */
export interface Need {
  cause: Cause;
  scope: Failure["scope"];
  /** Of a row and of neighbours: what is said before 号排. */
  row: string | null;
  seats: [BoardSeat, ...BoardSeat[]];
  /** Exam time since which it has lasted; null where the board does not know. */
  since: number | null;
}

/** What is known beside the seats. Times are exam time; `now` is null until the clock is known. */
export interface Occasion {
  phase: SittingSummary["phase"];
  minutes: number;
  startedAt: number | null;
  now: number | null;
  layoutOf: LayoutOf;
  thresholds: ConductLimits;
  /** Whether the officer wants every face compared before the start. */
  confirmPerson?: boolean;
}

/** More of one room than these are told as one. */
const apart = 5;
/** Late: less than this share of the time is left. Low: less than this share is answered by then. */
const late = 1 / 3;
const low = 1 / 3;

export function isSlow(seat: BoardSeat, { minutes, now }: Pick<Occasion, "minutes" | "now">): boolean {
  if (seat.state !== "answering" || seat.deadline === null || now === null || seat.total === 0) return false;
  const left = seat.deadline - now;
  return left > 0 && left < minutes * 60_000 * late && seat.answered < seat.total * low;
}

/** Entry, or beginning, has closed and no proctor has given leave; it stands open while the clock stands still. */
function isShutOut({ entryAdmitted, entryCloses, stoppedAt }: BoardSeat, { now }: Pick<Occasion, "now">) {
  const at = stoppedAt ?? now;
  return !entryAdmitted && entryCloses !== null && at !== null && at > entryCloses;
}

/** Whether beginning has closed before this seat began, and no proctor has given leave. */
export function isUnadmitted(seat: BoardSeat, { now, phase }: Pick<Occasion, "now" | "phase">): boolean {
  const hasNotBegun = phase === "running" && seat.deadline === null && isThere(seat) && !isOver(seat);
  return hasNotBegun && isShutOut(seat, { now });
}

const isThere = ({ state }: BoardSeat) => state !== "not-arrived" && state !== "offline";

/** Each cause that a seat can have by itself; offline seats are told by those that failed together. */
const ails: Record<Exclude<Cause, "offline">, (seat: BoardSeat, occasion: Occasion) => boolean> = {
  knocking: (seat, { phase }) => seat.knocking && seat.state !== "not-arrived" && phase !== "closed",
  unkept: (seat) => seat.keeps === false && !isOver(seat),
  unheard: holdsAnswers,
  undelivered: (seat) => seat.pause === "asked" && isThere(seat) && !isOver(seat),
  latecomer: (seat, { phase }) => seat.knocking && seat.state === "not-arrived" && phase === "running",
  unadmitted: isUnadmitted,
  identity: ({ identityDoubted }) => identityDoubted,
  misconduct: (seat) => seat.misconduct > 0 && !seat.voided && !isOver(seat),
  quarantined: (seat) => seat.quarantined > 0,
  unconfirmed: (seat, { phase, confirmPerson = false }) =>
    confirmPerson && phase !== "closed" && seat.deadline === null && isThere(seat) && !seat.personConfirmed,
  missing: (seat, occasion) =>
    seat.state === "not-arrived" &&
    !seat.knocking &&
    occasion.phase === "running" &&
    !isShutOut(seat, occasion),
  slow: isSlow,
  conduct: (seat, { thresholds }) => !isOver(seat) && isConspicuous(seat.signals, thresholds),
};

function sinceOf(cause: Cause, seat: BoardSeat, { startedAt }: Occasion): number | null {
  if (cause === "missing") return startedAt;
  if (cause === "unadmitted") return seat.entryCloses;
  return cause === "undelivered" ? seat.stoppedAt : null;
}

/** One need for each seat that a cause ails. */
function needsOf(cause: Exclude<Cause, "offline">, seats: readonly BoardSeat[], occasion: Occasion): Need[] {
  return seats
    .filter((seat) => ails[cause](seat, occasion))
    .map((seat) => ({
      cause,
      scope: "seat",
      row: null,
      seats: [seat],
      since: sinceOf(cause, seat, occasion),
    }));
}

/** A room's as one where they are many. */
function gathered(needs: readonly Need[]): Need[] {
  const [first] = needs;
  if (first === undefined) return [];
  return byRoom(needs.flatMap(({ seats }) => seats)).flatMap(({ seats }): Need[] => {
    const [one, ...others] = seats;
    if (one && others.length >= apart) return [{ ...first, scope: "room", seats: [one, ...others] }];
    return needs.filter((need) => seats.includes(need.seats[0]));
  });
}

function offlineNeeds(seats: readonly BoardSeat[], { phase, layoutOf }: Occasion): Need[] {
  if (phase === "closed") return [];
  return failedTogether(seats, layoutOf).map((failure) => ({ cause: "offline", ...failure }));
}

/** Of those who are offline, whoever has answers that only the PC has comes first. */
function worstRisk({ cause, seats }: Need): number {
  return cause === "offline" ? Math.max(...seats.map(riskOf)) : 0;
}

function compareNeeds(a: Need, b: Need): number {
  return (
    causes.indexOf(a.cause) - causes.indexOf(b.cause) ||
    b.seats.length - a.seats.length ||
    worstRisk(b) - worstRisk(a) ||
    (a.since ?? 0) - (b.since ?? 0) ||
    compareSeats(a.seats[0], b.seats[0])
  );
}

/** What ails one seat hides nothing that waits; but who knocks is not told as offline too. */
const hiddenBy: Partial<Record<Cause, readonly Cause[]>> = {
  offline: ["unkept"],
  knocking: ["unkept", "offline"],
};

function withoutHidden(needs: readonly Need[]): Need[] {
  const told = new Map<string, Set<Cause>>();
  for (const { cause, seats } of needs)
    for (const { attempt } of seats) told.set(attempt, (told.get(attempt) ?? new Set()).add(cause));
  const isHidden = ({ cause, seats }: Need) =>
    seats.length === 1 &&
    [...(told.get(seats[0].attempt) ?? [])].some((other) => hiddenBy[other]?.includes(cause));
  return needs.filter((need) => !isHidden(need));
}

/**
 * Who needs the proctor now, worst first; within a cause the larger group, then the longest. Of an evacuated
 * seat nothing is told but what waits for a decision: nobody sits there.
 */
export function whoNeedsMe(all: readonly BoardSeat[], occasion: Occasion): Need[] {
  const seats = all.filter(({ evacuated }) => !evacuated);
  const of = (cause: Exclude<Cause, "offline">) => needsOf(cause, seats, occasion);
  return withoutHidden([
    ...offlineNeeds(seats, occasion),
    ...of("knocking"),
    ...of("unkept"),
    ...gathered(of("unheard")),
    ...gathered(of("undelivered")),
    ...of("latecomer"),
    ...gathered(of("unadmitted")),
    ...of("identity"),
    ...of("misconduct"),
    ...needsOf("quarantined", all, occasion),
    ...gathered(of("unconfirmed")),
    ...gathered(of("missing")),
    ...of("slow"),
    ...of("conduct"),
  ]).sort(compareNeeds);
}

/** What a proctor only has to know of, and may put away. */
export function isForNotice({ cause }: Need): boolean {
  return (
    cause === "unheard" ||
    cause === "missing" ||
    cause === "slow" ||
    cause === "conduct" ||
    cause === "misconduct"
  );
}

/** Tells needs apart over time: one that grows worse by its kind (more signals, more misconduct) is another. */
export function keyOf({ cause, scope, row, seats }: Need): string {
  const [{ attempt, room, misconduct, signals }] = seats;
  if (scope === "row" || scope === "neighbours") return `${cause} ${scope} ${room} ${row}`;
  if (scope === "room") return `${cause} room ${room}`;
  if (cause === "misconduct") return `${cause} ${attempt} ${misconduct}`;
  if (cause !== "conduct") return `${cause} ${attempt}`;
  return `${cause} ${attempt} ${signals.left.times} ${signals.fullScreen} ${signals.pasted}`;
}
