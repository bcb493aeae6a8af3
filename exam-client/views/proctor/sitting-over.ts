import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { isClosed } from "./room-time.ts";

/** Everybody who came has handed in. */
export interface AllIn {
  closed: number;
  /** Who never came, or has not begun, and can no more. */
  missing: number;
  /** Who has not come and may as long as the sitting lasts: to be acknowledged by whoever ends it. */
  mayCome: number;
  /** What keeps the sitting from being ended: entry is still open, or a latecomer who was let in is not there. */
  waits: "entry" | "latecomer" | null;
}

type Standing = "closed" | "missing" | "mayCome" | "entry" | "latecomer" | "here";

/** The server's rule of who keeps a sitting from its end, as far as a board can tell. */
function standingOf(seat: BoardSeat, exam: number): Standing {
  if (isClosed(seat)) return "closed";
  const isAway = seat.state === "not-arrived";
  if (!isAway && seat.deadline !== null) return "here";
  if (seat.entryAdmitted) return isAway ? "latecomer" : "here";
  if (seat.entryCloses === null) return "mayCome";
  if ((seat.stoppedAt ?? exam) > seat.entryCloses) return "missing";
  return isAway ? "entry" : "here";
}

/**
 * Whether the sitting can be ended from this board, or what it waits for: it shows all seats of the sitting, and
 * nobody who came can still answer. Null while somebody can. `exam`: exam time now.
 */
export function allIn(
  seats: readonly BoardSeat[],
  { phase, candidates }: Pick<SittingSummary, "phase" | "candidates">,
  exam: number,
): AllIn | null {
  if (phase !== "running" || seats.length !== candidates) return null;
  const standings = seats.map((seat) => standingOf(seat, exam));
  const count = (which: Standing) => standings.filter((one) => one === which).length;
  const closed = count("closed");
  if (closed === 0 || count("here") > 0) return null;
  const waits = count("entry") > 0 ? "entry" : count("latecomer") > 0 ? "latecomer" : null;
  return { closed, missing: count("missing"), mayCome: count("mayCome"), waits };
}
