import type {
  RescueClaims,
  RescueContent,
  RescueFile,
  rescueFormat as serversRescueFormat,
} from "@kaochang/exam-server/protocol/rescue-file.ts";
import type { RescueKeys } from "@kaochang/exam-server/protocol/sealed-paper.ts";
import { hexToBytes } from "@noble/ciphers/utils.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { gzip } from "./gzip.ts";
import { seal } from "./seal.ts";

/** Written out for the same reason as in wire.ts. */
const rescueFormat: typeof serversRescueFormat = "kaochang-rescue/1";

/** Used for one file only. */
export interface RescueRandom {
  /** 32 bytes: the private half of the file's own key pair. */
  secret: Uint8Array;
  /** 12 bytes. */
  nonce: Uint8Array;
}

/** The text of a rescue file 救援文件 with these claims; its format stands in the protocol. */
export async function sealRescue(
  keys: Pick<RescueKeys, "server" | "mac">,
  claims: RescueClaims,
  { secret, nonce }: RescueRandom,
): Promise<string> {
  const text = JSON.stringify(claims);
  const mac = bytesToHex(hmac(sha256, hexToBytes(keys.mac), utf8(text)));
  const content = await gzip(JSON.stringify({ claims: text, mac } satisfies RescueContent));
  const ephemeral = x25519.getPublicKey(secret);
  const server = hexToBytes(keys.server);
  const salt = new Uint8Array([...ephemeral, ...server]);
  const key = hkdf(sha256, x25519.getSharedSecret(secret, server), salt, utf8(rescueFormat), 32);
  return JSON.stringify({
    format: rescueFormat,
    ephemeral: bytesToHex(ephemeral),
    sealed: base64(seal(key, nonce, content)),
  } satisfies RescueFile);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** In pieces, because an argument list has a limit and a journal of two hours is longer. */
function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return btoa(pieces.join(""));
}
