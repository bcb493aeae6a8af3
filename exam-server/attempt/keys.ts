import { createHmac } from "node:crypto";

/**
 * Keys that the server can always make again, so that none of them is stored: HMAC-SHA256 of a secret
 * over a purpose and a name. Whoever has one key learns nothing of another. Hexadecimal, 32 bytes.
 */
function derived(secret: string, purpose: string, name: string): string {
  return createHmac("sha256", secret).update(`kaochang/${purpose}\n${name}`).digest("hex");
}

/** Seals one attempt's paper; released to its seat at the start. `secret`: the sitting's. */
export function paperKey(secret: string, attempt: string): string {
  return derived(secret, "paper", attempt);
}

/** Seals one picture of a sitting; stands in the sealed papers that show it. */
export function pictureKey(secret: string, sha256: string): string {
  return derived(secret, "picture", sha256);
}

/** Under which a sealed picture is fetched: before the start it must not tell which picture it is. */
export function pictureName(secret: string, sha256: string): string {
  return derived(secret, "picture-name", sha256);
}

/** For the MAC of an attempt's rescue file. `secret`: the server's sealing secret, which is never published. */
export function rescueMacKey(secret: string, attempt: string): string {
  return derived(secret, "rescue-mac", attempt);
}
