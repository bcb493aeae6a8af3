import { type CandidateItem, candidateItem } from "@kaochang/question-bank/candidate-view.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import type { Paper, PaperItem } from "@kaochang/question-bank/paper.ts";
import type { CandidatePaper, CandidateSection } from "../protocol/messages.ts";

export type ItemOf = (ref: { id: string; version: number }) => Item;

/**
 * A renderer of candidates' papers that renders each item's Markdown once, however many papers hold it:
 * at a common start, 500 papers of 100 items would otherwise be rendered in the same second.
 */
export function paperRenderer(itemOf: ItemOf, mediaUrl: (path: string) => string | null) {
  const rendered = new Map<Item, CandidateItem>();
  const shown = ({ id, version, options }: PaperItem): CandidateItem => {
    const item = itemOf({ id, version });
    const authored = rendered.get(item) ?? candidateItem(item, [], mediaUrl);
    rendered.set(item, authored);
    if (!authored.options || options.length === 0) return authored;
    const all = authored.options;
    return { ...authored, options: options.flatMap((index) => all[index] ?? []) };
  };
  return (paper: Paper): CandidatePaper => ({
    sections: paper.sections.map((section) => candidateSection(section, paper.items)),
    items: paper.items.map(shown),
  });
}

function candidateSection(section: Paper["sections"][number], items: readonly PaperItem[]): CandidateSection {
  const { id, title, type, count, points, rule } = section;
  const own = items.filter((item) => item.section === id).map((item) => item.id);
  return { id, title, type, count, points, rule, items: own };
}
