import type { CandidateItem } from "@kaochang/question-bank/candidate-view.ts";
import type { Change } from "../protocol/messages.ts";

/** A change of one simulated candidate and when it is made, from 0 (the start) to 1 (the last answer). */
export interface PlannedChange {
  at: number;
  change: Change;
}

type Random = () => number;
type Response = Extract<Change, { kind: "respond" }>["response"];

/** Taken as usual: of a hundred items ten are answered anew and five are flagged. */
const revisedShare = 0.1;
const flaggedShare = 0.05;

/** What a candidate does to a paper: every item in order, some a second time, some flagged. */
export function answeringPlan(items: readonly CandidateItem[], random: Random): PlannedChange[] {
  const changes = items.flatMap((item, index) => {
    const at = (index + random()) / items.length;
    const later = at + random() * (1 - at);
    return [
      ...answered(item, at, random),
      ...(random() < revisedShare ? answered(item, later, random) : []),
      ...(random() < flaggedShare ? [flagged(item, at)] : []),
    ];
  });
  return changes.sort((one, other) => one.at - other.at);
}

/** Each click on a multiple choice is a change of its own, as on the page. */
function answered(item: CandidateItem, at: number, random: Random): PlannedChange[] {
  const responses = item.type === "multiple-choice" ? clicks(item, random) : [response(item, random)];
  return responses.map((given) => ({ at, change: { kind: "respond", item: item.id, response: given } }));
}

function flagged(item: CandidateItem, at: number): PlannedChange {
  return { at, change: { kind: "flag", item: item.id, flagged: true } };
}

function clicks({ options = [] }: CandidateItem, random: Random): string[][] {
  const chosen = options.map(({ id }) => id).filter(() => random() < 0.5);
  const ids = chosen.length > 0 ? chosen : options.slice(0, 1).map(({ id }) => id);
  return ids.map((_, index) => ids.slice(0, index + 1));
}

function response(item: CandidateItem, random: Random): Response {
  switch (item.type) {
    case "single-choice":
      return item.options?.[Math.floor(random() * item.options.length)]?.id ?? null;
    case "true-false":
      return random() < 0.5;
    case "fill-in":
      return Array.from({ length: item.blanks ?? 0 }, () => "演练答案");
    case "numeric":
      return String(Math.floor(random() * 1000));
    case "multiple-choice":
      return null;
    default:
      return item.type satisfies never;
  }
}
