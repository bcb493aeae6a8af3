import { z } from "zod";
import type { Interaction } from "./interaction.ts";
import { interactions } from "./interactions/index.ts";
import type { ItemBase } from "./item-base.ts";

type Definition = (typeof interactions)[number];
type ItemOf<T> = T extends Interaction<infer I, infer _R> ? I : never;

/** An item 试题 of any interaction type that this build knows. */
export type Item = ItemOf<Definition>;
export type InteractionType = Item["type"];
export type ItemOfType<T extends InteractionType> = Extract<Item, { type: T }>;
/** What a candidate answers to an item of the type; the shape is described in the type's own file. */
export type ResponseOf<T extends InteractionType> =
  Extract<Definition, { type: T }> extends Interaction<infer _I, infer R> ? R : never;

type AnyItem = ItemBase & { type: string };
type AnyInteraction = Interaction<AnyItem, unknown>;

const byType = new Map<string, AnyInteraction>(
  interactions.map((interaction) => [interaction.type, interaction as unknown as AnyInteraction]),
);

export const interactionTypes = [...byType.keys()] as InteractionType[];

export const itemSchema = z.discriminatedUnion(
  "type",
  interactions.map(({ schema }) => schema) as unknown as [z.core.$ZodTypeDiscriminable],
) as unknown as z.ZodType<Item>;

/** The definition of a type; a type that is not known is a bug of the caller (schemas refuse it first). */
export function interaction(type: string): AnyInteraction {
  const found = byType.get(type);
  if (found === undefined) throw new Error(`unknown interaction type: ${type}`);
  return found;
}

/** Why a response may not be saved for this item, or null if it may. `null` clears an answer. */
export function responseFault(item: Item, response: unknown): string | null {
  if (response === null) return null;
  const { response: shape, responseFault: fault } = interaction(item.type);
  const parsed = shape.safeParse(response);
  return parsed.success ? fault(item, parsed.data) : "作答格式不符合题型";
}
