import { hash } from "node:crypto";
import canonicalize from "canonicalize";

/** SHA-256 in lower-case hexadecimal; a string is hashed as its UTF-8 bytes. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** RFC 8785 canonical JSON, so that two programs that hold the same value hash the same bytes. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("this value has no JSON form");
  return text;
}

/** SHA-256 of a value's canonical JSON. */
export function canonicalDigest(value: unknown): string {
  return sha256(canonical(value));
}
