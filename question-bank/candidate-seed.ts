import { createHmac } from "node:crypto";
import { canonical, canonicalDigest, sha256 } from "./digest.ts";

/** 32 bytes in lower-case hexadecimal, one per sitting. */
export const secretPattern = /^[0-9a-f]{64}$/;

/**
 * A candidate's seed: HMAC-SHA256 (hexadecimal) under the sitting's secret of the canonical JSON of exam
 * id and admission number. Nobody can grind for a paper before the secret is known, and one seed tells
 * nothing of another. Throws a RangeError on a malformed secret.
 */
export function candidateSeed(secret: string, exam: string, admission: string): string {
  return createHmac("sha256", secretBytes(secret)).update(canonical({ admission, exam })).digest("hex");
}

/** Published before the sitting: SHA-256 of the secret's 32 bytes. */
export function hashSecret(secret: string): string {
  return sha256(secretBytes(secret));
}

/** Published before the sitting: SHA-256 of the canonical JSON of the sorted admission numbers. */
export function hashRoster(admissions: readonly string[]): string {
  return canonicalDigest([...admissions].sort());
}

function secretBytes(secret: string): Uint8Array {
  if (!secretPattern.test(secret)) throw new RangeError("a secret is 64 lower-case hexadecimal digits");
  return Buffer.from(secret, "hex");
}
