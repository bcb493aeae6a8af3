import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { sha256 } from "@kaochang/question-bank/digest.ts";
import type { SecretStore } from "../store/store.ts";

/** DER around 32 raw bytes of an Ed25519 key, RFC 8410. */
const privateHead = Buffer.from("302e020100300506032b657004220420", "hex");
const publicHead = Buffer.from("302a300506032b6570032100", "hex");

/** The key under which a server signs its archives. */
export interface SigningKey {
  /** 32 raw bytes in hexadecimal. */
  publicKey: string;
  fingerprint: string;
  /** Signature in hexadecimal. */
  sign(bytes: Uint8Array): string;
}

/** The server's own key, made at the first call and kept among the store's secrets. `made`: 32 random bytes. */
export async function openSigningKey(secrets: SecretStore, made: Uint8Array): Promise<SigningKey> {
  return signingKey(await secrets.keep("archive-signing", Buffer.from(made).toString("hex")));
}

/** `secret`: 32 bytes in hexadecimal. */
export function signingKey(secret: string): SigningKey {
  const key = createPrivateKey({
    key: Buffer.concat([privateHead, Buffer.from(secret, "hex")]),
    format: "der",
    type: "pkcs8",
  });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  const publicKey = spki.subarray(publicHead.length).toString("hex");
  return {
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    sign: (bytes) => signBytes(null, bytes, key).toString("hex"),
  };
}

/** Half of the SHA-256 of a public key in groups of four, so that it can be compared with a printed one. */
export function fingerprintOf(publicKey: string): string {
  const digest = sha256(Buffer.from(publicKey, "hex"));
  return (digest.slice(0, 32).match(/.{4}/g) ?? []).join("-").toUpperCase();
}

/** A hexadecimal code without what it is grouped with, however it was typed. */
export function plainCode(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\p{Pd}]/gu, "")
    .toUpperCase();
}

export function sameCode(given: string, wanted: string): boolean {
  return plainCode(given) === plainCode(wanted);
}

/** False for a wrong signature and for what is no key or no signature at all. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  if (!/^[0-9a-f]{128}$/.test(signature)) return false;
  const key = publicKeyOf(publicKey);
  return key !== null && verifyBytes(null, bytes, key, Buffer.from(signature, "hex"));
}

function publicKeyOf(publicKey: string): KeyObject | null {
  try {
    const der = Buffer.concat([publicHead, Buffer.from(publicKey, "hex")]);
    return createPublicKey({ key: der, format: "der", type: "spki" });
  } catch {
    return null;
  }
}
