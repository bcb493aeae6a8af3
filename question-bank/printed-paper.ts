import { z } from "zod";
import { type Item, interaction, itemSchema } from "./item.ts";
import { difficulties, itemId } from "./item-base.ts";
import type { Paper, PaperItem } from "./paper.ts";
import { points, toPoints } from "./points.ts";
import { type SectionRule, sectionRule } from "./section-rule.ts";

const item = z.object({
  id: itemId,
  version: z.int().min(1),
  section: z.string(),
  area: z.string(),
  topic: z.string(),
  type: z.string(),
  difficulty: z.enum(difficulties),
  points,
  /** Authored index of the option shown at each place; empty where none were shuffled. */
  order: z.array(z.int().min(0)),
  stem: z.string(),
  /** In the order shown. */
  options: z.array(z.object({ id: z.string(), text: z.string() })).optional(),
  blanks: z.int().optional(),
  unit: z.string().optional(),
});

const section = z.object({
  id: z.string(),
  title: z.string(),
  type: z.string(),
  count: z.int(),
  points,
  rule: sectionRule,
});

const row = z.object({
  area: z.string(),
  section: z.string(),
  difficulty: z.enum(difficulties).nullable(),
  asked: z.number(),
  drawn: z.int(),
});

/**
 * A paper as `kaochang draw` prints it: points in points of 100, with the texts a candidate sees.
 * `key` (a response per item that earns all its points) and `scoring` (the whole items) only on request:
 * with them, a paper can be scored without the bank. Read, its points are hundredths.
 */
export const printedPaperSchema = z.object({
  qualification: z.string(),
  test: z.string(),
  form: z.string(),
  passMark: points,
  sections: z.array(section),
  items: z.array(item),
  certificate: z.object({
    algorithm: z.literal("kaochang-draw/1"),
    seedHash: z.string(),
    bankDigest: z.string(),
    blueprintDigest: z.string(),
    table: z.array(row),
  }),
  key: z.record(z.string(), z.unknown()).optional(),
  scoring: z.record(z.string(), itemSchema).optional(),
});

export type PrintedPaper = z.input<typeof printedPaperSchema>;
export type ReadPaper = z.output<typeof printedPaperSchema>;

/**
 * The paper in print. `items` hold at least those of the paper, in the versions that it names; a missing
 * one is a bug of the caller.
 */
export function printPaper(
  paper: Paper,
  items: readonly Item[],
  { withKey }: { withKey: boolean },
): PrintedPaper {
  const known = new Map(items.map((one) => [`${one.id}@${one.version}`, one]));
  const pairs = paper.items.map((drawn) => ({ drawn, item: textOf(known, drawn) }));
  const { items: _, sections, passMark, certificate, ...head } = paper;
  return {
    ...head,
    passMark: toPoints(passMark),
    sections: sections.map((one) => ({ ...one, points: toPoints(one.points), rule: printRule(one.rule) })),
    items: pairs.map(({ drawn, item }) => printItem(drawn, item)),
    certificate,
    ...(withKey ? keyOf(pairs.map((pair) => pair.item)) : {}),
  };
}

function textOf(known: Map<string, Item>, { id, version }: PaperItem): Item {
  const found = known.get(`${id}@${version}`);
  if (found === undefined) throw new Error(`no item ${id} in version ${version}`);
  return found;
}

function printItem(
  { options: order, points, ...drawn }: PaperItem,
  item: Item,
): PrintedPaper["items"][number] {
  const body = interaction(item.type).body(item, order);
  return { ...drawn, points: toPoints(points), order, stem: item.stem, ...body };
}

function keyOf(items: Item[]): Pick<PrintedPaper, "key" | "scoring"> {
  return {
    key: Object.fromEntries(items.map((one) => [one.id, interaction(one.type).keyResponse(one)])),
    scoring: Object.fromEntries(items.map((one) => [one.id, one])),
  };
}

function printRule(rule: SectionRule): z.input<typeof sectionRule> {
  if (rule.kind === "per-right") return { ...rule, each: toPoints(rule.each) };
  if (rule.kind === "plus-minus") return { ...rule, plus: toPoints(rule.plus), minus: toPoints(rule.minus) };
  return rule;
}

/** The paper that was printed. Fields come in the order in which the draw writes them. */
export function fromPrinted({ key: _, scoring: __, items, ...paper }: ReadPaper): Paper {
  const { certificate, ...head } = paper;
  return { ...head, items: items.map(paperItem), certificate };
}

function paperItem(printed: ReadPaper["items"][number]): PaperItem {
  const { id, version, section, type, area, topic, difficulty, points, order } = printed;
  return { id, version, section, type, area, topic, difficulty, points, options: order };
}
