import { type Item, interaction } from "@kaochang/question-bank/item.ts";
import type { Change } from "../protocol/messages.ts";

/** Letters of the options as one candidate's page shows them, by the id that a response names. */
function lettersOf(item: Item, optionOrder: readonly number[]): Map<string, string> {
  const { options = [] } = interaction(item.type).body(item, optionOrder);
  return new Map(options.map(({ id }, place) => [id, String.fromCharCode(65 + place)]));
}

/**
 * A response as the candidate sees it, so that a proctor and a candidate speak of the same letter; null
 * for a cleared one. `optionOrder` as on the candidate's paper.
 */
export function responseText(item: Item, optionOrder: readonly number[], response: unknown): string | null {
  const letters = lettersOf(item, optionOrder);
  const word = (part: unknown): string => letters.get(String(part)) ?? String(part);
  if (response === null) return null;
  if (typeof response === "boolean") return response ? "√" : "×";
  if (!Array.isArray(response)) return word(response);
  return letters.size > 0 ? response.map(word).sort().join("") : response.map(word).join("；");
}

/** The same of a change: flagging has no response. */
export function changeText(item: Item, optionOrder: readonly number[], change: Change): string | null {
  return change.kind === "respond" ? responseText(item, optionOrder, change.response) : null;
}
