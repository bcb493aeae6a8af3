import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { FailureCode, StaffConnection } from "../../transport/staff-connection.ts";
import type { Target, Wish, WishOfOne } from "./wish.ts";

type Ask = StaffConnection["request"];

/** A seat to which it was not done, and why. */
export interface Refused {
  seat: BoardSeat;
  code: FailureCode;
}

/** What came of a wish; `message`: the id under which its receipts are asked for. */
export type Performed =
  | { ok: true; reached: number; refused: Refused[]; message: string | null }
  | { ok: false; code: FailureCode };

type Answer = { ok: true } | { ok: false; code: FailureCode };
type Many = { ok: true; reached: number; id?: string } | { ok: false; code: FailureCode };

function performed(reply: Many): Performed {
  if (!reply.ok) return { ok: false, code: reply.code };
  return { ok: true, reached: reply.reached, refused: [], message: reply.id ?? null };
}

/** One after another, so that a refusal of one seat leaves the others as they are meant; all refused: the first's. */
async function each(
  seats: readonly BoardSeat[],
  ask: (attempt: string) => Promise<Answer>,
): Promise<Performed> {
  const refused: Refused[] = [];
  for (const seat of seats) {
    const reply = await ask(seat.attempt);
    if (!reply.ok) refused.push({ seat, code: reply.code });
  }
  const reached = seats.length - refused.length;
  const [first] = refused;
  if (reached === 0 && first) return { ok: false, code: first.code };
  return { ok: true, reached, refused, message: null };
}

async function grant(ask: Ask, some: Some, wish: Extract<Wish, { act: "time" }>): Promise<Performed> {
  const { kind, minutes, reason } = wish;
  const reply = await ask("grant-time", { ...some, kind, ms: minutes * 60_000, reason });
  return performed(reply.ok ? { ok: true, reached: reply.granted } : reply);
}

interface Some {
  sitting: string;
  attempts: string[] | null;
}

/** Of one seat or each of several; of a whole room or sitting, one incident that names no seat. */
async function record(
  ask: Ask,
  { sitting }: Some,
  target: Target,
  { incident, text }: Extract<Wish, { act: "incident" }>,
): Promise<Performed> {
  const one = (attempt: string | null, room: string | null) =>
    ask("record-incident", { ...incident, sitting, attempt, room, text });
  if (!target.all && target.room === null) return each(target.seats, (attempt) => one(attempt, null));
  const reply = await one(null, target.all ? null : target.room);
  return performed(reply.ok ? { ok: true, reached: target.seats.length } : reply);
}

/** Asks the server for what is wished; the caller has made sure that it suits the target's seats. */
export async function perform(ask: Ask, sitting: string, target: Target, wish: Wish): Promise<Performed> {
  const attempts = target.all ? null : target.seats.map(({ attempt }) => attempt);
  const some = { sitting, attempts };
  switch (wish.act) {
    case "message":
      return performed(await ask("send-message", { ...some, text: wish.text }));
    case "time":
      return grant(ask, some, wish);
    case "suspend":
      return performed(await ask("suspend", { ...some, credited: wish.credited, reason: wish.reason }));
    case "evacuate":
      return performed(await ask("evacuate", { ...some, reason: wish.reason }));
    case "resume":
      return performed(await ask("resume", { ...some, kind: "suspension" }));
    case "resume-evacuation":
      return performed(await ask("resume", { ...some, kind: "evacuation" }));
    case "incident":
      return record(ask, some, target, wish);
    default:
      return each(target.seats, (attempt) => performOne(ask, attempt, wish));
  }
}

function performOne(ask: Ask, attempt: string, wish: WishOfOne): Promise<Answer> {
  switch (wish.act) {
    case "reopen":
      return ask("reopen", { attempt, reason: wish.reason, credited: wish.credited });
    case "confirm":
      return ask("confirm-person", { attempt });
    case "release":
      return ask("release-seat", {
        attempt,
        reason: wish.reason,
        ...(wish.target && { target: wish.target }),
      });
    case "hand-in":
      return ask("force-hand-in", { attempt, reason: wish.reason });
    case "admit":
    case "void":
    case "unvoid":
      return ask(wish.act, { attempt, reason: wish.reason });
  }
}
