import type { CandidatePaper, SealedPaper } from "@kaochang/exam-server/protocol/messages.ts";
import { nonceBytes, type PaperBundle } from "@kaochang/exam-server/protocol/sealed-paper.ts";
import { hexToBytes } from "@noble/ciphers/utils.js";
import { gzip } from "../transport/gzip.ts";
import { seal } from "../transport/seal.ts";

/** Keys of the made-up exam; the server derives its own. */
export const fakePaperKey = "5a".repeat(32);
const pictureKey = "c3".repeat(32);
const nonce = new Uint8Array(nonceBytes);

/** The made-up server's sealing secret, and what the server's own code makes of it for this attempt. */
export const fakeSealingSecret = "07".repeat(32);
const rescue = {
  attempt: "attempt-1",
  server: "13be4feaeaf204c7fd3358fc9c00721881d174278128227ec674f37f7fe97b6d",
  mac: "84e82e24b30d471a37f6fb9022ec2327b43485c39a54da62d8cfd5fbee9d40b8",
};

/** A picture by the address that stands in the items, as SVG text. */
export type FakePictures = Record<string, string>;

const nameOf = (address: string) => `sealed-${address.replaceAll("/", "-")}`;

export async function sealFakePaper(paper: CandidatePaper, pictures: FakePictures): Promise<SealedPaper> {
  const named = Object.keys(pictures).map(
    (address) => [address, { name: nameOf(address), key: pictureKey, type: "image/svg+xml" }] as const,
  );
  const bundle: PaperBundle = { paper, pictures: Object.fromEntries(named), rescue };
  const sealed = seal(hexToBytes(fakePaperKey), nonce, await gzip(JSON.stringify(bundle)));
  return { sealed, pictures: named.map(([, { name }]) => name) };
}

export function sealFakePicture(pictures: FakePictures, name: string): Uint8Array | null {
  const found = Object.entries(pictures).find(([address]) => nameOf(address) === name);
  return found ? seal(hexToBytes(pictureKey), nonce, new TextEncoder().encode(found[1])) : null;
}
