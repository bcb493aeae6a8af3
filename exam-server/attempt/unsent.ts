import { journalOf } from "./journal.ts";
import type { PreparedAttempt } from "./state.ts";

/** What a page has said of its journal: how many answers had no reply when the last entry was number `head`. */
export interface Told {
  journal: string;
  head: number;
  answers: number;
  /** Exam time. */
  at: number;
}

/**
 * Answers that are only on the PC, as far as it has said. What has come since counts by itself, though its reply
 * may not have reached the page; and what a PC said that no longer answers is not this seat's.
 */
export function unsentOf({ lease, journals }: PreparedAttempt, told: Told | null): number {
  if (told === null || lease?.journal !== told.journal) return 0;
  const missing = told.head - journalOf(journals, told.journal).length;
  return Math.max(0, Math.min(told.answers, missing));
}

/**
 * Whether the attempt ended without its candidate while its PC was gone, and nothing was heard of that since.
 * `seen`: whether a page is connected, and since when; null where nothing was seen since the server is up, and
 * the log alone tells.
 */
export function isUnheard(
  state: PreparedAttempt,
  seen: { online: boolean; since: number } | null,
  told: Told | null,
): boolean {
  if (state.phase !== "closed" || state.lease === null) return false;
  const { reason, exam } = state.closed;
  // Who handed in had sent everything; who is absent had nothing to send.
  if (reason === "handed-in" || reason === "absent") return false;
  const wasGone = state.outages.since !== null || (seen !== null && !seen.online && seen.since <= exam);
  const heardSince = told !== null && told.journal === state.lease.journal && told.at > exam;
  return wasGone && !heardSince;
}
