import { createCipheriv, createDecipheriv } from "node:crypto";
import { nonceBytes } from "../protocol/sealed-paper.ts";

/** ChaCha20-Poly1305 (RFC 8439): every page can open it without the browser's help, which plain http denies. */
const algorithm = "chacha20-poly1305";
const tagBytes = 16;

/** Nonce, ciphertext and tag. `key`: 32 bytes; `nonce`: 12 bytes, never twice under one key for two texts. */
export function seal(text: Uint8Array, key: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** The text, or null when the bytes were changed, are too short, or belong to another key. */
export function unseal(sealed: Uint8Array, key: Uint8Array): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return null;
  }
}
