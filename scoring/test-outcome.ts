import type { Item } from "@kaochang/question-bank/item.ts";
import type { Paper, PaperItem } from "@kaochang/question-bank/paper.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";
import type { SectionRule } from "@kaochang/question-bank/section-rule.ts";
import { type Correction, correctionsIn, type KeyChange, withKey } from "./correction.ts";
import { passes } from "./cut-score.ts";
import { InvalidResponse } from "./invalid-response.ts";
import { type ItemScore, type ItemState, scoreItem } from "./score-item.ts";

/** Earned of how much, in hundredths of a point. */
interface Sum {
  earned: Hundredths;
  max: Hundredths;
}

export interface SectionOutcome extends Sum {
  id: string;
  title: string;
}

export interface AreaOutcome extends Sum {
  code: string;
}

export interface ItemOutcome {
  id: string;
  state: ItemState;
  earned: Hundredths;
  points: Hundredths;
}

/** Outcome of one paper; all points in hundredths. */
export interface TestOutcome {
  total: Hundredths;
  max: Hundredths;
  passed: boolean;
  /** In the paper's order. */
  sections: SectionOutcome[];
  /** In the order of the codes. */
  areas: AreaOutcome[];
  /** In the paper's order. */
  items: ItemOutcome[];
}

/** Item id → response; an item that is absent or null is unanswered. */
export type Responses = Record<string, unknown>;

/**
 * Scores a paper by the rules that it carries and the keys as corrected. Throws `InvalidResponse` for a
 * response that does not fit its item or that answers an item which is not on the paper.
 */
export function scorePaper(
  paper: Paper,
  itemOf: (id: string, version: number) => Item,
  responses: Responses,
  corrections: readonly Correction[] = [],
): TestOutcome {
  const correctionOf = correctionsIn(corrections);
  const rules = new Map(paper.sections.map(({ id, rule }) => [id, rule]));
  let answered = 0;
  const items = paper.items.map((placed) => {
    const given = Object.hasOwn(responses, placed.id);
    if (given) answered += 1;
    const response = given ? responses[placed.id] : null;
    const item = itemOf(placed.id, placed.version);
    const change = correctionOf(placed.id, placed.version);
    const { state, earned } = scoredBy(change, item, response, ruleOf(rules, placed), placed.points);
    return { id: placed.id, state, earned, points: placed.points };
  });
  if (answered < Object.keys(responses).length) refuseForeign(paper, responses);
  return outcomeOf(paper, items);
}

/** 送分 gives everyone the item's points; what was answered is still told as the author's key has it. */
function scoredBy(
  change: KeyChange | undefined,
  item: Item,
  response: unknown,
  rule: SectionRule,
  points: Hundredths,
): ItemScore {
  if (change === undefined) return scoreItem(item, response, rule, points);
  if (change.kind === "key") return scoreItem(withKey(item, change.fields), response, rule, points);
  return { ...scoreItem(item, response, rule, points), earned: points };
}

function outcomeOf(paper: Paper, items: ItemOutcome[]): TestOutcome {
  const bySection = new Map<string, Sum>();
  const byArea = new Map<string, Sum>();
  paper.items.forEach(({ section, area }, index) => {
    const item = items[index];
    if (item === undefined) return;
    add(bySection, section, item);
    add(byArea, area, item);
  });
  const total = items.reduce((sum, { earned }) => sum + earned, 0);
  return {
    total,
    max: items.reduce((sum, { points }) => sum + points, 0),
    passed: passes(total, paper.passMark),
    sections: paper.sections.map(({ id, title }) => ({ id, title, ...(bySection.get(id) ?? nothing) })),
    areas: [...byArea].map(([code, sum]) => ({ code, ...sum })).sort(byCode),
    items,
  };
}

const nothing: Sum = { earned: 0, max: 0 };

function add(sums: Map<string, Sum>, name: string, { earned, points }: ItemOutcome): void {
  const sum = sums.get(name);
  if (sum === undefined) {
    sums.set(name, { earned, max: points });
    return;
  }
  sum.earned += earned;
  sum.max += points;
}

function byCode(a: AreaOutcome, b: AreaOutcome): number {
  return Number(a.code) - Number(b.code);
}

function ruleOf(rules: ReadonlyMap<string, SectionRule>, { id, section }: PaperItem): SectionRule {
  const rule = rules.get(section);
  if (rule === undefined) throw new Error(`item ${id} stands in section ${section}, which the paper has not`);
  return rule;
}

function refuseForeign({ items }: Paper, responses: Responses): void {
  const onPaper = new Set(items.map(({ id }) => id));
  const foreign = Object.keys(responses).find((id) => !onPaper.has(id));
  if (foreign !== undefined) throw new InvalidResponse(foreign, "这道题不在试卷上");
}
