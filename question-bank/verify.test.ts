import { expect, test } from "vitest";
import { drawPaper, indexDigest, prepareDraw } from "./assemble.ts";
import { candidateSeed, hashRoster, hashSecret } from "./candidate-seed.ts";
import { canonicalDigest, sha256 } from "./digest.ts";
import type { Paper } from "./paper.ts";
import { sittingBundleSchema, sittingOf } from "./sitting-bundle.ts";
import { blueprintOf, form100, level3Syllabus } from "./testing/level3.ts";
import { syntheticIndex } from "./testing/synthetic-index.ts";
import { type DrawnSitting, verifyPaper, verifySitting } from "./verify.ts";

const index = syntheticIndex(1152);
const blueprint = blueprintOf(form100);
const secret = sha256("secret of the sitting");
const admissions = ["2026110001", "2026110002", "2026110003"];

function draw(seed: string): Paper {
  const prepared = prepareDraw(index, blueprint);
  const drawn = prepared.ok ? drawPaper(prepared.draw, seed) : prepared;
  if (!drawn.ok) throw new Error(drawn.refusal.message);
  return drawn.paper;
}

function sitting(): DrawnSitting {
  return {
    exam: "exam-1",
    secret,
    index,
    blueprint,
    papers: admissions.map((admission) => ({
      admission,
      paper: draw(candidateSeed(secret, "exam-1", admission)),
    })),
    commitments: {
      secretHash: hashSecret(secret),
      rosterHash: hashRoster(admissions),
      bankDigest: indexDigest(index),
      blueprintDigest: canonicalDigest(blueprint),
    },
  };
}

const paths = (differences: { path: string }[]) => differences.map(({ path }) => path);

test("DRAW-8 a paper drawn from its seed verifies; an altered one shows where", () => {
  const paper = draw("s");
  expect(verifyPaper(paper, index, blueprint, "s")).toEqual([]);
  const [first, second, ...rest] = paper.items;
  const options = [...(first?.options ?? [])].reverse();
  const altered = { ...paper, items: [{ ...first, options }, second, ...rest] };
  expect(paths(verifyPaper(altered, index, blueprint, "s"))).toContain("/items/0/options/0");
  const swapped = { ...paper, items: [second, first, ...rest] };
  expect(paths(verifyPaper(swapped, index, blueprint, "s"))).toContain("/items/0/id");
  const shorter = { ...paper, items: paper.items.slice(1) };
  expect(paths(verifyPaper(shorter, index, blueprint, "s"))).toContain("/items/99");
});

test("DRAW-8 another seed, another bank or another blueprint does not verify", () => {
  const paper = draw("s");
  expect(paths(verifyPaper(paper, index, blueprint, "t"))).toContain("/certificate/seedHash");
  const newer = index.map((entry) => ({ ...entry, version: 2 }));
  expect(paths(verifyPaper(paper, newer, blueprint, "s"))).toContain("/certificate/bankDigest");
  const easier = { ...blueprint, passMark: 5000 };
  expect(paths(verifyPaper(paper, index, easier, "s"))).toContain("/certificate/blueprintDigest");
  expect(verifyPaper(paper, [], blueprint, "s")).toHaveLength(1);
});

test("DRAW-8 a sitting verifies from its published parts, also read from a file", () => {
  expect(verifySitting(sitting())).toEqual([]);
  const { blueprint: _, ...parts } = sitting();
  const sections = form100.sections.map((section) => ({ ...section, points: section.points / 100 }));
  const form = { ...form100, sections };
  const file = { format: "kaochang-sitting/1", ...parts, syllabus: level3Syllabus(), form };
  const read = sittingOf(sittingBundleSchema.parse(JSON.parse(JSON.stringify(file))));
  expect(read.ok && verifySitting(read.sitting)).toEqual([]);
});

test.each<[string, (right: DrawnSitting) => DrawnSitting, string]>([
  ["another secret", (right) => ({ ...right, secret: sha256("other") }), "/commitments/secretHash"],
  ["a malformed secret", (right) => ({ ...right, secret: "abc" }), "/secret"],
  [
    "a candidate left out",
    (right) => ({ ...right, papers: right.papers.slice(1) }),
    "/commitments/rosterHash",
  ],
  [
    "an item left out of the bank",
    (right) => ({ ...right, index: index.slice(1) }),
    "/commitments/bankDigest",
  ],
  [
    "another pass mark",
    (right) => ({ ...right, blueprint: { ...blueprint, passMark: 5000 } }),
    "/commitments/blueprintDigest",
  ],
  [
    "another candidate's paper",
    (right) => ({
      ...right,
      papers: right.papers.map((one, place) => ({ ...one, paper: right.papers[(place + 1) % 3]?.paper })),
    }),
    "/papers/0/paper/certificate/seedHash",
  ],
])("DRAW-8 a sitting with %s does not verify", (_, alter, path) => {
  expect(paths(verifySitting(alter(sitting())))).toContain(path);
});

test("DRAW-7 a seed depends on the secret, the exam and the admission number, each by itself", () => {
  const seeds = [
    candidateSeed(secret, "exam-1", "1"),
    candidateSeed(secret, "exam-1", "2"),
    candidateSeed(secret, "exam-2", "1"),
    candidateSeed(secret, "exam-11", ""),
    candidateSeed(secret, "exam-", "11"),
    candidateSeed(sha256("other"), "exam-1", "1"),
  ];
  expect(new Set(seeds).size).toBe(6);
  for (const seed of seeds) expect(seed).toMatch(/^[0-9a-f]{64}$/);
  expect(candidateSeed(secret, "exam-1", "1")).toBe(seeds[0]);
  expect(() => candidateSeed("short", "exam-1", "1")).toThrow(RangeError);
});

test("DRAW-7 the seed is HMAC-SHA256 of the canonical JSON of exam and admission number", () => {
  // Computed with `openssl dgst -sha256 -mac HMAC -macopt hexkey:00…00` from {"admission":"1","exam":"e"}.
  expect(candidateSeed("0".repeat(64), "e", "1")).toBe(
    "e74f8a2b8806c63e4d218a08380b94e0271acc1b6e9818df47b6a5f2860b4936",
  );
});

test("DRAW-7 the roster's hash does not depend on its order", () => {
  expect(hashRoster(["b", "a"])).toBe(hashRoster(["a", "b"]));
  expect(hashRoster(["a", "b"])).not.toBe(hashRoster(["ab"]));
});
