import type { CandidatePaper, CandidateSection } from "@kaochang/exam-server/protocol/messages.ts";
import type { CandidateItem } from "@kaochang/question-bank/candidate-view.ts";

export interface PlacedItem {
  item: CandidateItem;
  /** 1, 2, 3 … through the whole paper. */
  number: number;
  section: CandidateSection;
  /** 0, 1, 2 … */
  sectionIndex: number;
}

/** A paper arranged for looking things up. */
export interface PaperIndex {
  sections: readonly CandidateSection[];
  /** Item ids as they follow one another. */
  order: readonly string[];
  byId: ReadonlyMap<string, PlacedItem>;
}

export function indexPaper({ sections, items }: CandidatePaper): PaperIndex {
  const itemById = new Map(items.map((item) => [item.id, item]));
  const byId = new Map<string, PlacedItem>();
  sections.forEach((section, sectionIndex) => {
    for (const id of section.items) {
      const item = itemById.get(id);
      if (item) byId.set(id, { item, number: byId.size + 1, section, sectionIndex });
    }
  });
  return { sections, order: [...byId.keys()], byId };
}

/** The item `step` places on, or the same one at either end. */
export function neighbour({ order }: PaperIndex, id: string, step: number): string {
  return order[order.indexOf(id) + step] ?? id;
}
