import { sha256 } from "@kaochang/question-bank/digest.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import { sittingStream } from "../attempt/sitting.ts";
import type { AttemptState } from "../attempt/state.ts";
import type { CandidateRecord, Enrolment, SittingRecord } from "../store/store.ts";
import { archivedAs, itemsText, placesText, sittingText } from "./archived-texts.ts";
import type { Head } from "./log-stream.ts";

interface ClosingSitting {
  record: SittingRecord;
  /** Of the sitting's own log. */
  head: Head;
  places: readonly (Enrolment & { person: CandidateRecord })[];
}

export interface UnderRootParts {
  recordOf: (attempt: string) => Promise<{ state: AttemptState; head: Head }>;
  itemOf: (ref: { id: string; version: number }) => Item;
  /** Hears why the items could not be read: the sitting closes all the same. */
  failed: (reason: unknown) => void;
}

/**
 * What the root of a sitting stands over, by its name: the heads of all attempts' logs and of the sitting's
 * own, and the digests of what an archive holds besides logs (who sat where, the items). Null while an
 * attempt is not closed.
 */
export async function underRoot(
  { record, head, places }: ClosingSitting,
  { recordOf, itemOf, failed }: UnderRootParts,
): Promise<Record<string, string> | null> {
  const heads: Record<string, string> = {};
  const refs = new Map<string, { id: string; version: number }>();
  for (const { attempt } of places) {
    const { state, head: last } = await recordOf(attempt);
    if (state.phase !== "closed") return null;
    heads[attempt] = last.hash;
    for (const ref of state.paper.items) refs.set(`${ref.id} ${ref.version}`, ref);
  }
  heads[sittingStream(record.id)] = head.hash;
  return { ...heads, ...digestsOf(record, places), ...itemsDigest([...refs.values()], itemOf, failed) };
}

function digestsOf(record: SittingRecord, places: ClosingSitting["places"]): Record<string, string> {
  const seats = places.map(({ attempt, room, seat, person }) => {
    return { attempt, admission: person.admissionNumber, name: person.name, room, seat };
  });
  return {
    [archivedAs.sitting]: sha256(sittingText(record)),
    [archivedAs.roster]: sha256(placesText(seats)),
  };
}

function itemsDigest(
  refs: readonly { id: string; version: number }[],
  itemOf: UnderRootParts["itemOf"],
  failed: UnderRootParts["failed"],
): Record<string, string> {
  try {
    return { [archivedAs.items]: sha256(itemsText(refs.map(itemOf))) };
  } catch (reason) {
    failed(reason);
    return {};
  }
}
