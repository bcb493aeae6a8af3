import type { Correction } from "@kaochang/scoring/correction.ts";
import { scorePaper, type TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import { answersById } from "../attempt/answers.ts";
import type { ItemOf } from "../attempt/candidate-paper.ts";
import { decide } from "../attempt/decide.ts";
import type { AttemptEvent } from "../attempt/events.ts";
import { evolve } from "../attempt/evolve.ts";
import type { AttemptState, Now, PreparedAttempt } from "../attempt/state.ts";

/** Keys that were corrected in a sitting. */
export type CorrectionsOf = (sitting: string) => readonly Correction[];

/** What a closed attempt's answers are worth. Throws where an item is not loaded or an answer does not fit it. */
export function outcomeOf(
  state: Pick<PreparedAttempt, "paper" | "answers">,
  itemOf: ItemOf,
  corrections: readonly Correction[],
): TestOutcome {
  return scorePaper(state.paper, (id, version) => itemOf({ id, version }), answersById(state), corrections);
}

/**
 * Adds the score to a decision that closes an attempt, or that changes what counts in a closed one, so
 * that both stand in one transaction. An
 * attempt must close even when its scoring fails (a damaged bank): it then stays unscored and `failed`
 * hears why; the score can be added later, the answers are there.
 */
export function withScore(
  state: AttemptState,
  events: AttemptEvent[],
  now: Now,
  itemOf: ItemOf,
  correctionsOf: CorrectionsOf,
  failed: (reason: unknown) => void,
): AttemptEvent[] {
  if (!events.some(({ type }) => type === "closed" || type === "quarantine-decided")) return events;
  const closed = events.reduce((present, event) => evolve(present, event, now), state);
  if (closed.phase !== "closed") return events;
  try {
    const outcome = outcomeOf(closed, itemOf, correctionsOf(closed.sitting));
    const scored = decide(closed, { kind: "score", outcome }, now);
    return scored.ok ? [...events, ...scored.events] : events;
  } catch (reason) {
    failed(reason);
    return events;
  }
}
