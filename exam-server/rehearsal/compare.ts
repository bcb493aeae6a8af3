import { isDeepStrictEqual } from "node:util";
import type { KeptAttempt } from "../protocol/rehearsal.ts";
import type { Acknowledged } from "./memory-journal.ts";

/** What one simulated candidate was told, and what was still unanswered at the end. */
export interface Told {
  journal: string;
  acknowledged: readonly Acknowledged[];
  /** Last number written; what lies behind the acknowledged ones may or may not have arrived. */
  head: number;
}

/**
 * How many acknowledged answers the server does not have as they were: entries that its log lacks, has with
 * other content, or does not count though it said so; and items whose final answer is not the last accepted.
 */
export function lostAnswers({ journal, acknowledged, head }: Told, kept: KeptAttempt | undefined): number {
  const entries = new Map(
    (kept?.entries ?? []).filter((entry) => entry.journal === journal).map((entry) => [entry.seq, entry]),
  );
  const missing = acknowledged.filter(({ seq, change, result }) => {
    const entry = entries.get(seq);
    return !entry || entry.counted !== (result === "accepted") || !isDeepStrictEqual(entry.change, change);
  });
  // An entry without a reply may stand in the log or not, so the final answers prove nothing then.
  if (acknowledged.length < head) return missing.length;
  return missing.length + wrongAnswers(acknowledged, kept?.answers ?? {});
}

function wrongAnswers(acknowledged: readonly Acknowledged[], answers: Record<string, unknown>): number {
  const last = new Map<string, unknown>();
  for (const { change, result } of [...acknowledged].sort((a, b) => a.seq - b.seq)) {
    if (result === "accepted" && change.kind === "respond") last.set(change.item, change.response);
  }
  const foreign = Object.keys(answers).filter((item) => !last.has(item));
  const differing = [...last].filter(
    ([item, response]) => !isDeepStrictEqual(answers[item] ?? null, response),
  );
  return foreign.length + differing.length;
}
