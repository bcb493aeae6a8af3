import type { BoardChange, BoardSeat, SeatFields } from "./messages.ts";

/** The fewest characters from the front that tell all these ids apart. */
export function prefixOf(attempts: readonly string[]): number {
  const longest = Math.max(1, ...attempts.map(({ length }) => length));
  for (let prefix = 1; prefix < longest; prefix += 1) {
    if (new Set(attempts.map((attempt) => attempt.slice(0, prefix))).size === attempts.length) return prefix;
  }
  return longest;
}

/** Where a seat stood before, beside what it is now. */
export interface SeatStep {
  before: BoardSeat;
  now: BoardSeat;
}

/** The fields in which seats differ from what was told of them before. */
export function changedFields(steps: readonly SeatStep[], prefix: number): SeatFields {
  const fields: Record<string, Record<string, unknown>> = {};
  for (const { before, now } of steps) {
    const name = now.attempt.slice(0, prefix);
    for (const field of Object.keys(now) as (keyof BoardSeat)[]) {
      if (isSame(before[field], now[field])) continue;
      const values = fields[field] ?? {};
      fields[field] = values;
      values[name] = now[field];
    }
  }
  return { prefix, fields: fields as SeatFields["fields"] };
}

/** Whether a seat is what was told of it. */
export function isSameSeat(before: BoardSeat, now: BoardSeat): boolean {
  return (Object.keys(now) as (keyof BoardSeat)[]).every((field) => isSame(before[field], now[field]));
}

function isSame(before: unknown, now: unknown): boolean {
  return before === now || (typeof now === "object" && JSON.stringify(before) === JSON.stringify(now));
}

/** The seats of a board, by attempt, after a push. */
export function seatsAfter(
  known: ReadonlyMap<string, BoardSeat>,
  { seats, changed }: Pick<BoardChange, "seats" | "changed">,
): ReadonlyMap<string, BoardSeat> {
  const after = new Map(known);
  for (const seat of [...seats, ...(changed ? withFields(known, changed) : [])]) {
    after.set(seat.attempt, seat);
  }
  return after;
}

/** The seats that fields change, as they are now; seats that are not known are left out. */
function withFields(known: ReadonlyMap<string, BoardSeat>, { prefix, fields }: SeatFields): BoardSeat[] {
  const attempts = new Map([...known.keys()].map((attempt) => [attempt.slice(0, prefix), attempt]));
  const changed = new Map<string, BoardSeat>();
  for (const [field, values] of Object.entries(fields)) {
    for (const [name, value] of Object.entries(values)) {
      const attempt = attempts.get(name) ?? "";
      const seat = changed.get(attempt) ?? known.get(attempt);
      if (seat) changed.set(attempt, { ...seat, [field]: value });
    }
  }
  return [...changed.values()];
}
