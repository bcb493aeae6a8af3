import { gunzipSync } from "node:zlib";
import { unseal } from "../attempt/seal.ts";
import type { PaperBundle } from "../protocol/sealed-paper.ts";

/** What a seat reads once the start has brought the key (hexadecimal). Throws when the key does not open it. */
export function openPaper(sealed: Uint8Array, key: string): PaperBundle {
  const zipped = unseal(sealed, Buffer.from(key, "hex"));
  if (zipped === null) throw new Error("the key does not open this paper");
  return JSON.parse(gunzipSync(zipped).toString()) as PaperBundle;
}
