import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Draw, drawPaper, indexDigest, prepareDraw } from "./assemble.ts";
import type { Blueprint, Form } from "./blueprint.ts";
import { canonicalDigest, sha256 } from "./digest.ts";
import type { IndexEntry } from "./draw-index.ts";
import type { Paper } from "./paper.ts";
import { blueprintOf, form, form100, form190, formMixed } from "./testing/level3.ts";
import { syntheticIndex, withEnemies } from "./testing/synthetic-index.ts";

const forms = [form100, form190, formMixed];
const bank = withEnemies(syntheticIndex(2304), 7);

function prepared(index: readonly IndexEntry[], blueprint: Blueprint): Draw {
  const result = prepareDraw(index, blueprint);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.draw;
}

function paperOf(draw: Draw, seed: string): Paper {
  const result = drawPaper(draw, seed);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.paper;
}

/** Papers as they were drawn when the algorithm was named; a new algorithm gets a new name and new files. */
function golden({ form }: Form): string {
  return readFileSync(new URL(`../fixtures/golden/draw-1-${form}.json`, import.meta.url), "utf8");
}

describe.each(forms)("$form", (one) => {
  const blueprint = blueprintOf(one);
  const draw = prepared(bank, blueprint);

  test("DRAW-1 the paper of the golden seed is the golden paper, byte for byte", () => {
    expect(`${JSON.stringify(paperOf(draw, "golden"))}\n`).toBe(golden(one));
  });

  test("DRAW-1 the same index, blueprint and seed give the same paper, whatever was drawn before", () => {
    const first = paperOf(prepared(bank, blueprint), "again");
    for (let seed = 0; seed < 20; seed += 1) paperOf(draw, `${seed}`);
    expect(JSON.stringify(paperOf(draw, "again"))).toBe(JSON.stringify(first));
  });

  test("DRAW-1 the order of the bank's files changes no paper", () => {
    const backwards = prepared([...bank].reverse(), blueprint);
    expect(JSON.stringify(paperOf(backwards, "order"))).toBe(JSON.stringify(paperOf(draw, "order")));
  });

  test("DRAW-2 area points equal the weights, section counts are exact, no item stands twice", () => {
    const points = blueprint.areas.map(({ weight }) => weight * 100);
    for (let seed = 0; seed < 1000; seed += 1) {
      const { items } = paperOf(draw, `exact ${seed}`);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      expect(blueprint.areas.map(({ code }) => sum(items, code))).toEqual(points);
      for (const { id, count, type } of blueprint.sections) {
        const inSection = items.filter(({ section }) => section === id);
        expect(inSection.length).toBe(count);
        expect(inSection.every((item) => item.type === type)).toBe(true);
      }
    }
  });

  test("DRAW-11 the certificate names seed, bank and blueprint, and its table counts the paper", () => {
    const { certificate, items } = paperOf(draw, "certified");
    expect(certificate).toMatchObject({
      algorithm: "kaochang-draw/1",
      seedHash: sha256("certified"),
      bankDigest: indexDigest(bank),
      blueprintDigest: canonicalDigest(blueprint),
    });
    for (const { area, section, difficulty, drawn } of certificate.table) {
      const counted = items.filter(
        (item) =>
          item.area === area &&
          item.section === section &&
          (difficulty ?? item.difficulty) === item.difficulty,
      );
      expect(drawn).toBe(counted.length);
    }
    expect(certificate.table.reduce((all, { drawn }) => all + drawn, 0)).toBe(items.length);
    expect(certificate.table.reduce((all, { asked }) => all + asked, 0)).toBeCloseTo(items.length, 9);
  });

  test("DRAW-7 another seed gives another paper", () => {
    const papers = Array.from({ length: 200 }, (_, seed) =>
      paperOf(draw, `${seed}`).items.map(({ id }) => id),
    );
    expect(new Set(papers.map((ids) => ids.join())).size).toBe(200);
  });
});

function sum(items: Paper["items"], area: string): number {
  return items.reduce((total, item) => total + (item.area === area ? item.points : 0), 0);
}

describe("topics", () => {
  test("DRAW-10 topics of an area differ by one item at most where stock is ample", () => {
    const draw = prepared(bank, blueprintOf(form100));
    for (let seed = 0; seed < 200; seed += 1) {
      const counts = new Map<string, number>();
      for (const { topic } of paperOf(draw, `${seed}`).items) counts.set(topic, (counts.get(topic) ?? 0) + 1);
      for (const area of draw.blueprint.areas) {
        const own = [...counts]
          .filter(([topic]) => topic.startsWith(`${area.code}.`))
          .map(([, count]) => count);
        expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe("options", () => {
  test("are shuffled as the index says: each order as likely, none where there is nothing to shuffle", () => {
    const draw = prepared(bank, blueprintOf(form100));
    const orders = new Map<string, number>();
    for (let seed = 0; seed < 500; seed += 1) {
      for (const { options, type } of paperOf(draw, `${seed}`).items) {
        if (type === "true-false") expect(options).toEqual([]);
        else expect([...options].sort()).toEqual(options.length === 4 ? [0, 1, 2, 3] : [0, 1, 2, 3, 4]);
        if (options.length === 4) orders.set(options.join(), (orders.get(options.join()) ?? 0) + 1);
      }
    }
    const mean = [...orders.values()].reduce((all, count) => all + count, 0) / 24;
    expect(orders.size).toBe(24);
    for (const count of orders.values()) expect(Math.abs(count - mean)).toBeLessThan(5 * Math.sqrt(mean));
  });
});

describe("enemies", () => {
  test("DRAW-5 enemies never stand on one paper, whichever side names the other", () => {
    const draw = prepared(withEnemies(syntheticIndex(1152), 2), blueprintOf(form100));
    const pairs = withEnemies(syntheticIndex(1152), 2).flatMap(({ id, enemies }) =>
      enemies.map((e) => [id, e]),
    );
    for (let seed = 0; seed < 300; seed += 1) {
      const ids = new Set(paperOf(draw, `${seed}`).items.map(({ id }) => id));
      for (const [one, other] of pairs) expect(ids.has(one ?? "") && ids.has(other ?? "")).toBe(false);
    }
  });

  test("DRAW-5 a bank whose enemies leave no paper is refused with its own code", () => {
    const all = syntheticIndex(1152);
    const singles = all
      .filter(({ type, area }) => type === "single-choice" && area === "1")
      .map(({ id }) => id);
    const feud = all.map((entry) => (singles.includes(entry.id) ? { ...entry, enemies: singles } : entry));
    const result = drawPaper(prepared(feud, blueprintOf(form100)), "x");
    expect(result).toMatchObject({ ok: false, refusal: { code: "enemies-exhaust-stratum" } });
  });
});

describe("refusals", () => {
  test("DRAW-6 every short stratum is named with what it needs and has, and nothing is drawn", () => {
    const kept = { "single-choice": 7, "multiple-choice": 99, "true-false": 3 };
    const index = fewer(syntheticIndex(2304), "3", kept);
    const result = prepareDraw(index, blueprintOf(form100));
    expect(result).toMatchObject({
      ok: false,
      refusal: {
        code: "short-stratum",
        shortages: [
          {
            area: "3",
            type: "single-choice",
            difficulty: null,
            needed: 8,
            available: 7,
            message: "考核范围 3“范围3”的单项选择题每卷最多需要 8 道，题库有 7 道，缺 1 道",
          },
          { area: "3", type: "true-false", difficulty: null, needed: 5, available: 3 },
        ],
      },
    });
  });

  test("DRAW-6 a difficulty asked for is a stratum of its own", () => {
    const index = syntheticIndex(2304).filter(
      ({ area, type, difficulty }) => area !== "5" || type !== "single-choice" || difficulty !== "hard",
    );
    const result = prepareDraw(index, blueprintOf(formMixed));
    expect(result).toMatchObject({
      ok: false,
      refusal: { shortages: [{ area: "5", type: "single-choice", difficulty: "hard", available: 0 }] },
    });
  });

  test("DRAW-6 the stock that just suffices is enough for every seed", () => {
    const index = ["1", "2", "3", "4", "5", "6", "7"].reduce((all, area) => {
      const needs: Record<string, number[]> = { "1": [3, 1, 2], "2": [10, 4, 6] };
      const [single = 8, multiple = 3, trueFalse = 5] = needs[area] ?? [];
      const kept = { "single-choice": single, "multiple-choice": multiple, "true-false": trueFalse };
      return fewer(all, area, kept);
    }, syntheticIndex(2304));
    const draw = prepared(index, blueprintOf(form100));
    fc.assert(fc.property(fc.string(), (seed) => drawPaper(draw, seed).ok));
  });

  test("an id that stands twice is refused", () => {
    const result = prepareDraw([...bank, ...bank.slice(0, 1)], blueprintOf(form100));
    expect(result).toMatchObject({ ok: false, refusal: { code: "duplicate-id", ids: ["q000000"] } });
  });
});

/** Keeps of an area only so many items of each type. */
function fewer(index: IndexEntry[], area: string, kept: Record<string, number>): IndexEntry[] {
  const left = { ...kept };
  return index.filter((entry) => {
    if (entry.area !== area) return true;
    left[entry.type] = (left[entry.type] ?? 0) - 1;
    return (left[entry.type] ?? 0) >= 0;
  });
}

test("one section and one area make a paper too", () => {
  const blueprint = blueprintOf(form("plain", [{ type: "true-false", count: 100, points: 1 }]));
  const whole = { ...blueprint, areas: [{ code: "2", title: "范围2", weight: 100 }] };
  expect(paperOf(prepared(syntheticIndex(2304), whole), "x").items.length).toBe(100);
});
