import { interaction } from "@kaochang/question-bank/item.ts";
import type { PaperItem } from "@kaochang/question-bank/paper.ts";
import type { Entry } from "../protocol/messages.ts";
import type { BankStore } from "../store/store.ts";
import { respond } from "./attempts.ts";

/**
 * Entries that answer items of a paper right, for at most so many points, numbered from 1: those that
 * give most points first, so that one of the cheapest items stays open where a little is missing.
 */
export async function answersWorth(
  bank: Pick<BankStore, "items">,
  items: readonly PaperItem[],
  points: number,
): Promise<Entry[]> {
  const known = new Map((await bank.items(items)).map((item) => [item.id, item]));
  return worth(items, points).map(({ id, type }, place) => {
    const item = known.get(id);
    if (!item) throw new Error(`no item ${id}`);
    return respond(place + 1, id, interaction(type).keyResponse(item));
  });
}

function worth(items: readonly PaperItem[], points: number): PaperItem[] {
  let left = points * 100;
  const dearFirst = [...items].sort((one, other) => other.points - one.points);
  return dearFirst.filter((item) => {
    const fits = item.points <= left;
    if (fits) left -= item.points;
    return fits;
  });
}
