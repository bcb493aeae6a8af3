import type { Incident } from "@kaochang/exam-server/protocol/incidents.ts";

/**
 * Those of one attempt; without one, those that name no attempt, of the room that is shown (null: of all) or of
 * the whole sitting. Newest first.
 */
export function incidentsFor(
  incidents: readonly Incident[],
  attempt: string | null,
  room: string | null,
): Incident[] {
  const isHere = (one: Incident) =>
    attempt !== null || room === null || one.room === null || one.room === room;
  return incidents.filter((one) => one.attempt === attempt && isHere(one)).reverse();
}
