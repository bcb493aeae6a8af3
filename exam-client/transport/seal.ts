import { nonceBytes } from "@kaochang/exam-server/protocol/sealed-paper.ts";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hexToBytes } from "@noble/ciphers/utils.js";

/** Nonce, ciphertext and tag. `key`: 32 bytes; a nonce never serves one key twice. */
export function seal(key: Uint8Array, nonce: Uint8Array, text: Uint8Array): Uint8Array {
  const sealed = chacha20poly1305(key, nonce).encrypt(text);
  const bytes = new Uint8Array(nonce.length + sealed.length);
  bytes.set(nonce);
  bytes.set(sealed, nonce.length);
  return bytes;
}

/** The text under the seal; throws when the bytes were changed or the key (hexadecimal) is another's. */
export function unseal(key: string, sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  const cipher = chacha20poly1305(hexToBytes(key), sealed.subarray(0, nonceBytes));
  return new Uint8Array(cipher.decrypt(sealed.subarray(nonceBytes)));
}
