import type { ReplayStep } from "../protocol/replay.ts";
import { deadline } from "./clock.ts";
import type { AttemptEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import type { Logged } from "./logged.ts";
import { isSilent, told } from "./replay-words.ts";
import { type AttemptState, nothing } from "./state.ts";

/**
 * An attempt's log as steps to be played. What a step changes is found by comparing the folded attempt
 * before and after its event, never by reading the event again: so the last step leads to the very answers
 * that were scored, whatever kinds of event there will be.
 */
export function replaySteps(log: readonly Logged[]): ReplayStep[] {
  const steps: ReplayStep[] = [];
  let state: AttemptState = nothing;
  /** Answers keep the order in which the server counted them, wherever a page's clock stood. */
  let counted = 0;
  for (const logged of log) {
    const after = evolve(state, logged.event, logged.at);
    const changes = changesOf(state, after);
    const counts = changes.answers.length + changes.flags.length > 0;
    const at = Math.max(ownTime(logged), counts ? counted : 0);
    if (counts) counted = at;
    if (counts || !isSilent(logged.event)) steps.push(stepOf(logged, at, changes));
    state = after;
  }
  return steps.sort((a, b) => a.at - b.at);
}

function stepOf({ event, at }: Logged, shownAt: number, changes: Changes): ReplayStep {
  return { at: shownAt, wall: at.wall - (at.exam - shownAt), ...told(event), ...changes };
}

/** When it happened, as far as the log can tell: an event is written later than what it tells of, never earlier. */
function ownTime({ event, at }: Logged): number {
  if (event.type === "seat-lost" || event.type === "seat-returned")
    return Math.min(event.data.since, at.exam);
  const entry = isEntry(event) && event.data.synced !== null;
  return entry ? Math.min(event.data.made, at.exam) : at.exam;
}

type EntryEvent = Extract<AttemptEvent, { type: "answered" | "entry-quarantined" | "entry-refused" }>;

function isEntry(event: AttemptEvent): event is EntryEvent {
  return event.type === "answered" || event.type === "entry-quarantined" || event.type === "entry-refused";
}

type Changes = Pick<ReplayStep, "answers" | "flags" | "deadline">;

function changesOf(before: AttemptState, after: AttemptState): Changes {
  if (after.phase === "none") return { answers: [], flags: [], deadline: null };
  const had = before.phase === "none" ? [] : before.answers;
  const flagged = new Set(before.phase === "none" ? [] : before.flags);
  const flags = new Set(after.flags);
  const { items } = after.paper;
  return {
    answers: items.flatMap(({ id }, place) =>
      after.answers[place] === had[place] ? [] : [{ item: id, response: after.answers[place] ?? null }],
    ),
    flags: items.flatMap(({ id }) =>
      flags.has(id) === flagged.has(id) ? [] : [{ item: id, flagged: flags.has(id) }],
    ),
    deadline: deadlineOf(after) === deadlineOf(before) ? null : deadlineOf(after),
  };
}

function deadlineOf(state: AttemptState): number | null {
  return state.phase === "none" || state.phase === "prepared" ? null : deadline(state);
}
