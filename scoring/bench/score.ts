import { atLeast, type BenchResult } from "@kaochang/question-bank/bench/result.ts";
import { type Item, itemSchema } from "@kaochang/question-bank/item.ts";
import { scorePaper } from "../test-outcome.ts";
import { finder, keysOf, paperOf } from "../testing/sample-paper.ts";

const papersASecond = 20_000;

/** Scores a paper of 100 items (50 single, 20 multiple, 30 true/false) again and again on one core. */
export async function bench(): Promise<BenchResult[]> {
  const items = hundredItems();
  const paper = paperOf(items, 100, { kind: "per-right", each: 50 });
  const find = finder(items);
  const responses = keysOf(items);
  const score = () => scorePaper(paper, find, responses).total;
  if (score() !== 10_000) throw new Error("a paper with every key must earn 100 points");
  const value = perSecond(score);
  const name = "score: papers of 100 items";
  return [atLeast(name, value, "papers/s", papersASecond)];
}

/** Best of six turns: other work on the machine only ever makes a turn slower. */
function perSecond(work: () => unknown): number {
  const turns = Array.from({ length: 6 }, () => oneTurn(work));
  return Math.round(Math.max(...turns));
}

function oneTurn(work: () => unknown): number {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < 400) {
    for (let batch = 0; batch < 100; batch += 1) work();
    done += 100;
  }
  return (done * 1_000) / (performance.now() - start);
}

function hundredItems(): Item[] {
  return Array.from({ length: 100 }, (_, index) =>
    itemSchema.parse({
      id: `bench-${index}`,
      version: 1,
      syllabus: [`${1 + (index % 7)}.1`],
      difficulty: "medium",
      status: "active",
      stem: `题干 ${index}`,
      ...bodyOf(index),
    }),
  );
}

function bodyOf(index: number): object {
  if (index >= 70) return { type: "true-false", key: index % 2 === 0 };
  const options = ["A", "B", "C", "D"].map((id) => ({ id, text: `选项 ${id}` }));
  return index < 50
    ? { type: "single-choice", options, key: "C" }
    : { type: "multiple-choice", options, key: ["A", "C", "D"] };
}
