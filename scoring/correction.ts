import { candidateItem } from "@kaochang/question-bank/candidate-view.ts";
import { type Item, interaction } from "@kaochang/question-bank/item.ts";
import { itemBase } from "@kaochang/question-bank/item-base.ts";
import { readItem } from "@kaochang/question-bank/read-item.ts";

/** What takes the place of an item's key: other key fields, or full marks 送分 for everyone who has the item. */
export type KeyChange =
  | { kind: "full-marks" }
  /** Fields of the item as its bank file names them, e.g. `{"key": "B"}`. */
  | { kind: "key"; fields: Readonly<Record<string, unknown>> };

/** A corrected key 更正答案 of one version of an item. */
export interface Correction {
  item: string;
  version: number;
  change: KeyChange;
}

/** Where an item's key is what its author wrote, and where not; the later of two corrections holds. */
export type CorrectionOf = (id: string, version: number) => KeyChange | undefined;

export function correctionsIn(corrections: readonly Correction[]): CorrectionOf {
  if (corrections.length === 0) return () => undefined;
  const byRef = new Map(corrections.map(({ item, version, change }) => [`${item} ${version}`, change]));
  return (id, version) => byRef.get(`${id} ${version}`);
}

/** The item with other key fields; they have been found to fit it before they were written down. */
export function withKey(item: Item, fields: Readonly<Record<string, unknown>>): Item {
  return { ...item, ...fields } as Item;
}

/**
 * Why these fields cannot correct this item's key, as Chinese sentences; none where they can. What a
 * candidate has read must stay as it was, so only fields that no candidate sees may change, and of those
 * only what the type has of its own.
 */
export function keyFaults(item: Item, fields: Readonly<Record<string, unknown>>): string[] {
  const names = Object.keys(fields);
  if (names.length === 0) return ["没有写新的答案"];
  const foreign = names.filter((name) => name in itemBase.shape || !Object.hasOwn(item, name));
  if (foreign.length > 0) return [`更正答案不能改这些内容：${foreign.join("、")}`];
  const { item: read, faults } = readItem({ ...item, ...fields });
  if (read === null || faults.length > 0) return faults.map(({ message }) => message);
  return shownAlike(item, read) ? [] : ["更正答案不能改考生看到的题目"];
}

function shownAlike(one: Item, other: Item): boolean {
  const shown = (item: Item) =>
    JSON.stringify([candidateItem(item, [], (path) => path), interaction(item.type).shuffledOptions(item)]);
  return shown(one) === shown(other);
}
