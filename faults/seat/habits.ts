import type { PaperIndex } from "@kaochang/exam-client/store/paper-index.ts";
import type { Answers } from "@kaochang/exam-client/transport/answers.ts";
import type { Response } from "@kaochang/exam-client/transport/wire.ts";
import type { Change } from "@kaochang/exam-server/protocol/messages.ts";
import type { Dice } from "../run/dice.ts";

/** The next thing that a candidate does. Typing goes the way of a text field, through a pause. */
export type Deed = { kind: "change"; change: Change } | { kind: "type"; change: Change } | { kind: "look" };

/** Items that the candidate keeps coming back to: a changed answer shows errors of order. */
const favourites = 12;

/** What stands already is not chosen again: on the page that is no change. */
export function nextDeed(paper: PaperIndex, { responses, flags }: Answers, dice: Dice): Deed {
  const pool = dice.happens(0.6) ? paper.order.slice(0, favourites) : paper.order;
  const item = dice.pick(pool);
  const what = dice.chance();
  if (what < 0.05) return { kind: "look" };
  if (what < 0.15) return { kind: "change", change: { kind: "flag", item, flagged: !flags.has(item) } };
  const present = JSON.stringify(responses[item] ?? null);
  const next = what < 0.22 ? null : response(paper, item, dice);
  if (JSON.stringify(next) === present) return { kind: "look" };
  const change: Change = { kind: "respond", item, response: next };
  return { kind: what > 0.92 ? "type" : "change", change };
}

/** Any response that fits the item; right or wrong is all the same here. */
function response(paper: PaperIndex, id: string, dice: Dice): Response {
  const item = paper.byId.get(id)?.item;
  const options = (item?.options ?? []).map((option) => option.id);
  if (item?.type === "true-false") return dice.happens(0.5);
  if (item?.type === "multiple-choice") {
    const chosen = options.filter(() => dice.happens(0.5)).sort();
    return chosen.length > 0 ? chosen : [dice.pick(options)];
  }
  return dice.pick(options);
}
