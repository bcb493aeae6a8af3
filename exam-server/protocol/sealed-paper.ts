import type { CandidatePaper } from "./messages.ts";

/**
 * Sealed bytes are everywhere: 12 bytes of nonce, then the ciphertext of ChaCha20-Poly1305 (RFC 8439)
 * with its 16 bytes of tag. Keys are 32 bytes, written in hexadecimal; no key seals two different texts
 * under one nonce.
 */
export const nonceBytes = 12;

/** What the attempt's key opens. */
export interface PaperBundle {
  paper: CandidatePaper;
  /** By the address that stands in the items' HTML: which sealed picture it is, its key, its media type. */
  pictures: Record<string, { name: string; key: string; type: string }>;
  rescue: RescueKeys;
}

/** What a seat needs to seal its journal when the network stays dead (rescue-file.ts). */
export interface RescueKeys {
  attempt: string;
  /** The server's X25519 public key, 32 bytes in hexadecimal. */
  server: string;
  /** The attempt's key for the MAC, 32 bytes in hexadecimal. */
  mac: string;
}
