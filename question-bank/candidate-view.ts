import type { ItemBody } from "./interaction.ts";
import { type InteractionType, type Item, interaction } from "./item.ts";
import { type MediaUrl, renderLine, renderMarkdown } from "./markdown.ts";

/** All that a candidate's browser may learn of an item. `html` is safe to insert as it is. */
export interface CandidateItem {
  id: string;
  version: number;
  type: InteractionType;
  stemHtml: string;
  /** In the order in which this candidate sees them; `id` is what a response names. */
  options?: { id: string; html: string }[];
  /** How many blanks there are to fill; the stem's HTML numbers them. */
  blanks?: number;
  /** Shown behind the field of a numeric answer. */
  unit?: string;
}

/**
 * The one function that redacts: item → what a candidate may see. It builds the result from fields that
 * are allowed and never copies an item and deletes from it, so that a new secret field stays secret.
 * `optionOrder[i]` is the authored index of the option at place i; empty keeps the authored order.
 */
export function candidateItem(item: Item, optionOrder: readonly number[], mediaUrl: MediaUrl): CandidateItem {
  const { options, blanks, unit } = interaction(item.type).body(item, optionOrder);
  return {
    id: item.id,
    version: item.version,
    type: item.type,
    stemHtml: renderMarkdown(item.stem, mediaUrl, blanks !== undefined),
    ...(options === undefined ? {} : { options: optionsHtml(options, mediaUrl) }),
    ...(blanks === undefined ? {} : { blanks }),
    ...(unit === undefined ? {} : { unit }),
  };
}

function optionsHtml(options: NonNullable<ItemBody["options"]>, mediaUrl: MediaUrl) {
  return options.map(({ id, text }) => ({ id, html: renderLine(text, mediaUrl) }));
}
