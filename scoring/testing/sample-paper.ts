import { type Item, interaction } from "@kaochang/question-bank/item.ts";
import type { Paper, PaperSection } from "@kaochang/question-bank/paper.ts";
import type { SectionRule } from "@kaochang/question-bank/section-rule.ts";

/** A paper of one item after another, each worth `points`, with one section per type. */
export function paperOf(
  items: readonly Item[],
  points: number,
  rule: SectionRule = { kind: "all-or-nothing" },
): Paper {
  const types = [...new Set(items.map(({ type }) => type))];
  return {
    qualification: "ecommerce-l3",
    test: "theory",
    form: "sample",
    passMark: 6_000,
    sections: types.map((type): PaperSection => {
      const count = items.filter((item) => item.type === type).length;
      return { id: type, title: interaction(type).title, type, count, points, rule };
    }),
    items: items.map(({ id, version, type, syllabus, difficulty }) => {
      const [area = "1"] = (syllabus[0] ?? "1").split(".");
      return { id, version, section: type, type, area, topic: `${area}.1`, difficulty, points, options: [] };
    }),
    certificate: {
      algorithm: "kaochang-draw/1",
      seedHash: "",
      bankDigest: "",
      blueprintDigest: "",
      table: [],
    },
  };
}

/** Finds the item of a paper made from these. */
export function finder(items: readonly Item[]): (id: string) => Item {
  const byId = new Map(items.map((item) => [item.id, item]));
  return (id) => {
    const item = byId.get(id);
    if (item === undefined) throw new Error(`no item ${id}`);
    return item;
  };
}

/** Responses that earn every point. */
export function keysOf(items: readonly Item[]): Record<string, unknown> {
  return Object.fromEntries(items.map((item) => [item.id, interaction(item.type).keyResponse(item)]));
}
