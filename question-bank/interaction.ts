import type { z } from "zod";
import type { ItemBase, Option } from "./item-base.ts";

/** A fault inside one item: `path` is relative to the item (`["options", 2, "text"]`). */
export interface ItemFault {
  code: string;
  path: (string | number)[];
  message: string;
}

/**
 * What a candidate's page needs to show an item beyond its stem. `options` are Markdown until
 * candidate-view.ts renders them; they stand in the order in which this candidate sees them.
 */
export interface ItemBody {
  options?: Option[];
  blanks?: number;
  unit?: string;
}

/**
 * One interaction type. A file of this folder's `interactions/` exports one of these as its default;
 * scoring/interactions/ and exam-client/interactions/ hold its two other halves under the same name.
 */
export interface Interaction<I extends ItemBase & { type: string }, R> {
  type: I["type"];
  /** Chinese name as a paper's section heading prints it, e.g. 单项选择题. */
  title: string;
  schema: z.ZodType<I>;
  /** Shape of a response of this type; `null` (cleared) is handled above it. */
  response: z.ZodType<R>;
  /** Why a well-formed response does not fit this item (an option that it has not), or null. */
  responseFault(item: I, response: R): string | null;
  /** How many options the draw shuffles; 0 when there is nothing to shuffle or the author forbade it. */
  shuffledOptions(item: I): number;
  /** The part of the item that a candidate may see. `order[i]` is the authored index shown at place i. */
  body(item: I, order: readonly number[]): ItemBody;
  /** A response that earns all the points. */
  keyResponse(item: I): R;
  /** Faults that the schema alone cannot tell, in words an author understands. */
  lint(item: I): ItemFault[];
}

/** Keeps the literal types of a definition while checking it against the contract. */
export function defineInteraction<I extends ItemBase & { type: string }, R>(
  definition: Interaction<I, R>,
): Interaction<I, R> {
  return definition;
}
