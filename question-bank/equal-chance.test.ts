import { afterEach, expect, test, vi } from "vitest";
import type { Generator } from "./random.ts";
import type { Guard } from "./sampler.ts";
import { blueprintOf, form100, formMixed } from "./testing/level3.ts";
import { chiSquareLimit } from "./testing/statistics.ts";
import { syntheticIndex } from "./testing/synthetic-index.ts";

const papers = 8_000;
const index = syntheticIndex(1152);
const forms = [form100, formMixed];

afterEach(() => {
  vi.doUnmock("./sampler.ts");
  vi.resetModules();
});

test.each(forms)("DRAW-3 each item of a stratum is equally likely ($form)", async (form) => {
  for (const { statistic, limit } of await strataOf(form)) expect(statistic).toBeLessThan(limit);
});

test.each(forms)(
  "DRAW-3 the same test finds a draw that favours early items by a tenth ($form)",
  async (form) => {
    vi.resetModules();
    vi.doMock("./sampler.ts", () => ({ sampleStratum: biasedSample }));
    const strata = await strataOf(form);
    expect(strata.filter(({ statistic, limit }) => statistic > limit).length).toBeGreaterThan(
      strata.length / 3,
    );
  },
);

/** Uniform nine times in ten, else the lower of two: the kind of bias that nobody sees by eye. */
function biasedSample(
  first: number,
  size: number,
  count: number,
  _guard: Guard,
  into: number[],
  generator: Generator,
): boolean {
  const chosen = new Set<number>();
  while (chosen.size < count) {
    const item = generator.below(size);
    chosen.add(first + (generator.below(10) === 0 ? Math.min(item, generator.below(size)) : item));
  }
  into.push(...chosen);
  return true;
}

/** Chi-square per stratum of the counts over many papers, with the module graph as it is mocked now. */
async function strataOf(form: typeof form100): Promise<{ statistic: number; limit: number }[]> {
  const { inclusion } = await import("./inclusion.ts");
  const measured = inclusion(index, blueprintOf(form), papers);
  if (!measured.ok) throw new Error(measured.refusal.message);
  const strata = new Map<string, number[]>();
  for (const { topic, type, difficulty, drawn } of measured.items) {
    const name = `${topic} ${type} ${difficulty}`;
    strata.set(name, [...(strata.get(name) ?? []), drawn]);
  }
  return [...strata.values()].map((counts) => ({
    statistic: withoutReplacement(counts),
    limit: chiSquareLimit(counts.length - 1),
  }));
}

/** Pearson's statistic, corrected for items of one paper never being the same item twice. */
function withoutReplacement(counts: number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = (mean * (1 - mean / papers) * counts.length) / (counts.length - 1);
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / variance;
}
