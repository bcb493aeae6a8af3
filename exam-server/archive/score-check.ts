import type { Item } from "@kaochang/question-bank/item.ts";
import { jsonDifferences } from "@kaochang/question-bank/json-differences.ts";
import type { Correction } from "@kaochang/scoring/correction.ts";
import { scorePaper } from "@kaochang/scoring/test-outcome.ts";
import { answersById } from "../attempt/answers.ts";
import { type ArchiveFault, fault, names } from "./format.ts";
import type { ReadAccount } from "./read-sitting.ts";

/**
 * Scores every attempt again from its answers, the items and the keys that the sitting's log corrects, and
 * compares with the last score in its log.
 */
export function scoreFaults(
  accounts: readonly ReadAccount[],
  items: readonly Item[],
  corrections: readonly Correction[],
): ArchiveFault[] {
  const byRef = new Map(items.map((item) => [`${item.id} ${item.version}`, item]));
  const itemOf = (id: string, version: number): Item => {
    const item = byRef.get(`${id} ${version}`);
    if (!item) throw new Error(`缺少试题 ${id} 第 ${version} 版`);
    return item;
  };
  return accounts.flatMap((account) => scoreFault(account, itemOf, corrections) ?? []);
}

function scoreFault(
  { attempt, place, state, result }: ReadAccount,
  itemOf: (id: string, version: number) => Item,
  corrections: readonly Correction[],
): ArchiveFault | null {
  if (result.outcome === null) return null;
  const wrong = (why: string) =>
    fault("score", names.attemptLog(attempt), `考生 ${place.admission} 的成绩与重新评分的不一致：${why}`);
  try {
    const again = scorePaper(state.paper, itemOf, answersById(state), corrections);
    const [first] = jsonDifferences(again, result.outcome);
    return first ? wrong(`${first.path} 应为 ${first.expected}，现为 ${first.found}`) : null;
  } catch (failure) {
    return wrong(failure instanceof Error ? failure.message : String(failure));
  }
}
