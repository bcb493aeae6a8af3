import type { Plan, PlanCandidate, PlanRoom, PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";

/** The rule of the trade: at least two proctors to a room, and one to fifteen candidates. */
const leastProctors = 2;
const candidatesEach = 15;

export interface Staffing {
  sitting: PlanSitting;
  room: PlanRoom;
  candidates: number;
  /** Accounts that watch this room in this sitting; who watches all rooms counts in none. */
  proctors: string[];
  needed: number;
}

export function proctorsNeeded(candidates: number): number {
  return Math.max(leastProctors, Math.ceil(candidates / candidatesEach));
}

function proctorsOf({ staff }: Plan, room: string, sitting: string): string[] {
  const here = staff.filter(
    ({ rooms, sittings }) => rooms?.includes(room) && (sittings === null || sittings.includes(sitting)),
  );
  return [...new Set(here.map(({ username }) => username))];
}

/** Every room in which somebody sits, sitting by sitting; before seats are given, every room. */
export function staffingOf(plan: Plan, roster: readonly PlanCandidate[]): Staffing[] {
  const seated = new Map<string, number>();
  for (const { places } of roster)
    for (const { sitting, room } of places)
      seated.set(`${sitting} ${room}`, (seated.get(`${sitting} ${room}`) ?? 0) + 1);
  const all = plan.sittings.flatMap((sitting) =>
    plan.rooms.map((room): Staffing => {
      const candidates = seated.get(`${sitting.id} ${room.id}`) ?? 0;
      const proctors = proctorsOf(plan, room.id, sitting.id);
      return { sitting, room, candidates, proctors, needed: proctorsNeeded(candidates) };
    }),
  );
  return all.filter(({ sitting, candidates }) => candidates > 0 || sitting.seated === 0);
}
