import type { IndexEntry } from "../draw-index.ts";
import { difficulties } from "../item-base.ts";
import { level3Syllabus } from "./level3.ts";

const theoryTypes = ["single-choice", "multiple-choice", "true-false"];
const optionTypes = ["single-choice", "multiple-choice"];

/** A bank's index made by rule: items dealt in turn to the 16 topics × the types × 3 difficulties. */
export function syntheticIndex(size: number, types: readonly string[] = theoryTypes): IndexEntry[] {
  const topics = level3Syllabus().areas.flatMap(({ code, topics }) =>
    topics.map((topic) => ({ area: code, topic: topic.code })),
  );
  return Array.from({ length: size }, (_, number) => {
    const place = topics[number % topics.length] ?? { area: "1", topic: "1.1" };
    const type = types[Math.floor(number / topics.length) % types.length] ?? "single-choice";
    const difficulty = difficulties[Math.floor(number / topics.length / types.length) % 3] ?? "easy";
    const options = optionTypes.includes(type) ? 4 + (number % 2) : 0;
    const id = `q${String(number).padStart(6, "0")}`;
    return { id, version: 1, type, ...place, difficulty, options, enemies: [] };
  });
}

/** The same bank in which every `step`-th item and its neighbour in the same stratum are enemies. */
export function withEnemies(index: IndexEntry[], step: number): IndexEntry[] {
  return index.map((entry, number) => {
    const enemy = index[number + 144];
    return number % step === 0 && enemy !== undefined ? { ...entry, enemies: [enemy.id] } : entry;
  });
}
