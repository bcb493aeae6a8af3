import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import type { JournalContent, Settlement } from "./outbox.ts";

/**
 * The journal of one attempt on this PC. Every promise resolves only when the transaction is complete
 * on disk, and rejects when nothing of it was written.
 */
export interface Journal {
  load(): Promise<JournalContent>;
  /**
   * Adds entries, in order, and moves the head to the last one, in one transaction. Rejects when the
   * head on disk is not below the first: another page has written here.
   */
  write(entries: readonly Entry[]): Promise<void>;
  /** Deletes an entry only if what stands under its number is that very entry. */
  settle(settlement: Settlement): Promise<void>;
  /**
   * Puts these in the place of all entries and sets the head, in one transaction. Rejects when the head on
   * disk is above `former`: another page has written here.
   */
  replace(entries: readonly Entry[], head: number, former: number): Promise<void>;
}

/** `id`: what `Disk.journalId` gave. The server counts by it, so this PC must not count by the attempt alone. */
export interface JournalName {
  id: string;
  attempt: string;
}

/** A disk that has not answered after so many milliseconds is treated as one that refused. */
export const diskWaitMs = 3_000;

/** This PC's disk as the page sees it. */
export interface Disk {
  /** Whether it keeps anything at all. */
  readonly keeps: boolean;
  /**
   * The random id under which this browser profile writes for a candidate; made at the first call. The
   * attempt's own id cannot name it, because the server tells it only to who already names a journal.
   * A profile that was copied to many PCs before the candidate signed in therefore has another id on each.
   * `candidate`: the admission number as it was typed; null: the one who signed in here last.
   */
  journalId(candidate: string | null): Promise<string>;
  journal(name: JournalName): Journal;
  /** Attempts of which the journals under this id keep entries without a reply. */
  unsentAttempts(id: string): Promise<string[]>;
}
