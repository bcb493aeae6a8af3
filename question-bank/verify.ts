import { type DrawResult, drawPaper, indexDigest, prepareDraw } from "./assemble.ts";
import type { Blueprint } from "./blueprint.ts";
import { candidateSeed, hashRoster, hashSecret, secretPattern } from "./candidate-seed.ts";
import { canonicalDigest } from "./digest.ts";
import type { IndexEntry } from "./draw-index.ts";
import { drawUnseen, type SeenItems, seenBy } from "./draw-unseen.ts";
import { type Difference, jsonDifferences } from "./json-differences.ts";

/** A sitting whose secret is known. */
export interface DrawnSitting {
  exam: string;
  secret: string;
  index: readonly IndexEntry[];
  blueprint: Blueprint;
  /** What make-up papers were drawn without; empty for other sittings. */
  seen?: SeenItems;
  papers: readonly { admission: string; paper: unknown }[];
  commitments: Commitments;
}

/** Published before a sitting; SHA-256 each (hashSecret, hashRoster, indexDigest, digest of the blueprint). */
export interface Commitments {
  secretHash: string;
  rosterHash: string;
  bankDigest: string;
  blueprintDigest: string;
}

/**
 * Draws the paper again from the stem-free index and compares everything in it, certificate included.
 * Returns the differences (expected: as drawn again; found: as given); none when the paper is right.
 */
export function verifyPaper(
  paper: unknown,
  index: readonly IndexEntry[],
  blueprint: Blueprint,
  seed: string,
): Difference[] {
  const prepared = prepareDraw(index, blueprint);
  if (!prepared.ok) return [refused(prepared.refusal.message, paper)];
  return compared(drawPaper(prepared.draw, seed), paper);
}

/**
 * Checks a whole sitting after its secret was published: that secret, roster, bank and blueprint are
 * those committed to before, and that each candidate's paper is the one that follows from them.
 */
export function verifySitting(sitting: DrawnSitting): Difference[] {
  const { secret, index, blueprint, papers } = sitting;
  if (!secretPattern.test(secret)) {
    return [{ path: "/secret", expected: "64 位小写十六进制数", found: secret }];
  }
  const broken = jsonDifferences(commitmentsOf(sitting), sitting.commitments, "/commitments");
  const prepared = prepareDraw(index, blueprint);
  if (!prepared.ok) return [...broken, refused(prepared.refusal.message, papers.length)];
  const wrong = papers.flatMap(({ admission, paper }, place) => {
    const seed = candidateSeed(secret, sitting.exam, admission);
    const seen = seenBy(sitting.seen, seed);
    const drawn = seen ? drawUnseen(index, blueprint, seen, seed) : drawPaper(prepared.draw, seed);
    return compared(drawn, paper, `/papers/${place}/paper`);
  });
  return [...broken, ...wrong];
}

/** What is published before a sitting and binds it. */
function commitmentsOf({ secret, papers, index, blueprint }: DrawnSitting): Commitments {
  return {
    secretHash: hashSecret(secret),
    rosterHash: hashRoster(papers.map(({ admission }) => admission)),
    bankDigest: indexDigest(index),
    blueprintDigest: canonicalDigest(blueprint),
  };
}

function compared(drawn: DrawResult, paper: unknown, path = ""): Difference[] {
  if (!drawn.ok) return [refused(drawn.refusal.message, paper, path)];
  return jsonDifferences(drawn.paper, paper, path);
}

function refused(message: string, found: unknown, path = ""): Difference {
  return { path, expected: message, found };
}
