import { answersById } from "../attempt/answers.ts";
import { attemptEvent, emptyRecord, foldAttempt } from "../delivery/log-stream.ts";
import type { KeptAttempt } from "../protocol/rehearsal.ts";
import type { StoredEvent } from "../store/store.ts";

/** What an attempt's log, as read from the disk, has of its entries and what counts of them. */
export function keptAttempt(attempt: string, events: readonly StoredEvent[]): KeptAttempt {
  const { state } = foldAttempt(emptyRecord, events);
  return {
    attempt,
    answers: state.phase === "none" ? {} : answersById(state),
    entries: events.flatMap((stored) => {
      const event = attemptEvent(stored);
      if (event.type !== "answered" && event.type !== "entry-quarantined") return [];
      const { journal, seq, change } = event.data;
      return [{ journal, seq, change, counted: event.type === "answered" }];
    }),
  };
}
