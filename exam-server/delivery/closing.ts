import { scorePaper } from "@kaochang/scoring/test-outcome.ts";
import { answersById } from "../attempt/answers.ts";
import type { ItemOf } from "../attempt/candidate-paper.ts";
import { decide } from "../attempt/decide.ts";
import type { AttemptEvent } from "../attempt/events.ts";
import { evolve } from "../attempt/evolve.ts";
import type { AttemptState, Now } from "../attempt/state.ts";

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
  failed: (reason: unknown) => void,
): AttemptEvent[] {
  if (!events.some(({ type }) => type === "closed" || type === "quarantine-decided")) return events;
  const closed = events.reduce((present, event) => evolve(present, event, now), state);
  if (closed.phase !== "closed") return events;
  try {
    const outcome = scorePaper(closed.paper, (id, version) => itemOf({ id, version }), answersById(closed));
    const scored = decide(closed, { kind: "score", outcome }, now);
    return scored.ok ? [...events, ...scored.events] : events;
  } catch (reason) {
    failed(reason);
    return events;
  }
}
