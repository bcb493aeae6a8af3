import type { Item } from "@kaochang/question-bank/item.ts";
import { jsonDifferences } from "@kaochang/question-bank/json-differences.ts";
import type { Correction } from "@kaochang/scoring/correction.ts";
import { scorePaper } from "@kaochang/scoring/test-outcome.ts";
import { answersById } from "../attempt/answers.ts";
import type { Scored } from "./account.ts";
import { type ArchiveFault, differenceWords, fault, names } from "./format.ts";
import type { ReadAccount } from "./read-sitting.ts";

/** A corrected key, and at which exam time it was corrected. */
export interface TimedCorrection {
  exam: number;
  correction: Correction;
}

type ItemOf = (id: string, version: number) => Item;

/**
 * Scores every attempt again, for each score in its log: from the answers as they were then, the items, and
 * the keys that the sitting's log had corrected by then.
 */
export function scoreFaults(
  accounts: readonly ReadAccount[],
  items: readonly Item[],
  corrections: readonly TimedCorrection[],
): ArchiveFault[] {
  const byRef = new Map(items.map((item) => [`${item.id} ${item.version}`, item]));
  const itemOf = (id: string, version: number): Item => {
    const item = byRef.get(`${id} ${version}`);
    if (!item) throw new Error(`缺少试题 ${id} 第 ${version} 版`);
    return item;
  };
  return accounts.flatMap(({ attempt, place, scores }) =>
    scores.flatMap((score) => {
      const why = difference(score, itemOf, corrections);
      if (why === null) return [];
      const which = `考生 ${place.admission} 的成绩（记录中第 ${score.version} 个事件）`;
      return [fault("score", names.attemptLog(attempt), `${which}与重新评分的不一致：${why}`)];
    }),
  );
}

/** Null when the score follows. In its own millisecond a key may have been corrected before it or after. */
function difference(score: Scored, itemOf: ItemOf, corrections: readonly TimedCorrection[]): string | null {
  const until = corrections.filter(({ exam }) => exam <= score.exam);
  const before = until.filter(({ exam }) => exam < score.exam);
  const why = differenceUnder(score, itemOf, until);
  return why !== null && before.length < until.length && differenceUnder(score, itemOf, before) === null
    ? null
    : why;
}

function differenceUnder(
  { paper, answers, outcome }: Scored,
  itemOf: ItemOf,
  corrections: readonly TimedCorrection[],
): string | null {
  try {
    const keys = corrections.map(({ correction }) => correction);
    const [first] = jsonDifferences(
      scorePaper(paper, itemOf, answersById({ paper, answers }), keys),
      outcome,
    );
    return first ? differenceWords(first) : null;
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
}
