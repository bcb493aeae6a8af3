import fc from "fast-check";
import { expect, test } from "vitest";
import { type Draw, drawPaper, indexDigest, prepareDraw } from "./assemble.ts";
import { candidateSeed, hashRoster, hashSecret } from "./candidate-seed.ts";
import { canonicalDigest, sha256 } from "./digest.ts";
import type { IndexEntry } from "./draw-index.ts";
import { drawUnseen, repeatsIn } from "./draw-unseen.ts";
import type { Paper } from "./paper.ts";
import { blueprintOf, form100 } from "./testing/level3.ts";
import { syntheticIndex, withEnemies } from "./testing/synthetic-index.ts";
import { verifySitting } from "./verify.ts";

const blueprint = blueprintOf(form100);
const wide = withEnemies(syntheticIndex(2304), 7);

function drawOf(index: readonly IndexEntry[]): Draw {
  const prepared = prepareDraw(index, blueprint);
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  return prepared.draw;
}

function taken(drawn: ReturnType<typeof drawPaper>): Paper {
  if (!drawn.ok) throw new Error(drawn.refusal.message);
  return drawn.paper;
}

const idsOf = ({ items }: Paper) => items.map(({ id }) => id);
const first = (index: readonly IndexEntry[], seed: string) => idsOf(taken(drawPaper(drawOf(index), seed)));

/** A bank in which no other paper can be drawn than one of these items: a first paper and `more` items besides. */
function narrow(seed: string, more: number): IndexEntry[] {
  const paper = new Set(first(wide, seed));
  const others = wide.filter(({ id }) => !paper.has(id)).slice(0, more);
  const inPaper = wide.filter(({ id }) => paper.has(id));
  return [...inPaper, ...others].map((entry) => ({ ...entry, enemies: [] }));
}

test("PLAN-7 a make-up paper repeats nothing where the bank suffices, and is the same each time it is drawn", () => {
  fc.assert(
    fc.property(fc.nat(1000), (number) => {
      const seen = first(wide, `first-${number}`);
      const paper = taken(drawUnseen(wide, blueprint, seen, `second-${number}`));
      expect(repeatsIn(paper, seen)).toBe(0);
      expect(paper.items).toHaveLength(seen.length);
      expect(taken(drawUnseen([...wide].reverse(), blueprint, seen, `second-${number}`))).toEqual(paper);
    }),
    { numRuns: 25 },
  );
});

test("PLAN-7 where the bank is short, no more comes back than it lacks", () => {
  const needed = prepareDraw([], blueprint);
  if (needed.ok || needed.refusal.code !== "short-stratum") throw new Error("an empty bank cannot do");
  // Just enough for every paper, and half as much again: at least half of a second paper must repeat.
  const bank = needed.refusal.shortages
    .flatMap(({ area, type, needed: count }) =>
      wide.filter((entry) => entry.area === area && entry.type === type).slice(0, Math.ceil(count * 1.5)),
    )
    .map((entry) => ({ ...entry, enemies: [] }));
  const seen = first(bank, "first");
  const left = bank.filter(({ id }) => !seen.includes(id));
  const short = prepareDraw(left, blueprint);
  if (short.ok || short.refusal.code !== "short-stratum") throw new Error("the rest must not do");
  const lacking = short.refusal.shortages.reduce((sum, one) => sum + one.needed - one.available, 0);
  const paper = taken(drawUnseen(bank, blueprint, seen, "second"));
  expect(repeatsIn(paper, seen)).toBeGreaterThan(0);
  expect(repeatsIn(paper, seen)).toBeLessThanOrEqual(lacking);
});

test("PLAN-7 a bank that is short even with everything refuses as for a first paper", () => {
  const bank = narrow("only", 0).slice(1);
  const drawn = drawUnseen(bank, blueprint, idsOf(taken(drawPaper(drawOf(wide), "only"))), "second");
  expect(drawn).toMatchObject({ ok: false, refusal: { code: "short-stratum" } });
});

test("PLAN-7 anyone can draw a make-up paper again from what is published", () => {
  const secret = "ab".repeat(32);
  const seed = candidateSeed(secret, "exam", "1001");
  const seen = first(wide, "first");
  const paper = taken(drawUnseen(wide, blueprint, seen, seed));
  const sitting = {
    exam: "exam",
    secret,
    index: wide,
    blueprint,
    seen: { [sha256(seed)]: seen },
    papers: [{ admission: "1001", paper: JSON.parse(JSON.stringify(paper)) as unknown }],
    commitments: {
      secretHash: hashSecret(secret),
      rosterHash: hashRoster(["1001"]),
      bankDigest: indexDigest(wide),
      blueprintDigest: canonicalDigest(blueprint),
    },
  };
  expect(verifySitting(sitting)).toEqual([]);
  expect(verifySitting({ ...sitting, seen: {} })).not.toEqual([]);
});
