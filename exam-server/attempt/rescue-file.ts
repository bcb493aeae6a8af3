import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from "node:crypto";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import {
  type RescueClaims,
  type RescueFile,
  rescueClaims,
  rescueContent,
  rescueFormat,
} from "../protocol/rescue-file.ts";
import { rescueMacKey } from "./keys.ts";
import { unseal } from "./seal.ts";

/** DER around 32 raw bytes of an X25519 key, RFC 8410. */
const privateHead = Buffer.from("302e020100300506032b656e04220420", "hex");
const publicHead = Buffer.from("302a300506032b656e032100", "hex");

function privateKeyOf(secret: string): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([privateHead, Buffer.from(secret, "hex")]),
    format: "der",
    type: "pkcs8",
  });
}

/** The public half, which goes to the seats: 32 bytes in hexadecimal. `secret`: the server's sealing secret. */
export function rescuePublicKey(secret: string): string {
  const spki = createPublicKey(privateKeyOf(secret)).export({ format: "der", type: "spki" });
  return spki.subarray(publicHead.length).toString("hex");
}

export type RescueOpened = { ok: true; claims: RescueClaims } | Refusal;

/**
 * What a rescue file claims, once its seal and its MAC hold; a changed, foreign or made-up one is
 * refused as `rescue-invalid`. `gunzip` throws on what is no gzip.
 */
export function openRescueFile(
  { ephemeral, sealed }: RescueFile,
  secret: string,
  gunzip: (bytes: Uint8Array) => Uint8Array,
): RescueOpened {
  const invalid = (detail: string) => refuse("rescue-invalid", detail);
  const key = sharedKey(secret, ephemeral);
  const zipped = key && unseal(Buffer.from(sealed, "base64"), key);
  if (!zipped) return invalid("seal");
  const content = rescueContent.safeParse(parsed(() => gunzip(zipped)));
  if (!content.success) return invalid("content");
  const claims = rescueClaims.safeParse(parsed(() => Buffer.from(content.data.claims)));
  if (!claims.success) return invalid("claims");
  const wanted = createHmac("sha256", Buffer.from(rescueMacKey(secret, claims.data.attempt), "hex"))
    .update(content.data.claims)
    .digest();
  const holds = timingSafeEqual(wanted, Buffer.from(content.data.mac, "hex"));
  return holds ? { ok: true, claims: claims.data } : invalid("mac");
}

/** Null for a public key on which no secret can be agreed (RFC 7748 section 6.1). */
function sharedKey(secret: string, ephemeral: string): Uint8Array | null {
  const salt = Buffer.concat([Buffer.from(ephemeral, "hex"), Buffer.from(rescuePublicKey(secret), "hex")]);
  try {
    const publicKey = createPublicKey({
      key: Buffer.concat([publicHead, Buffer.from(ephemeral, "hex")]),
      format: "der",
      type: "spki",
    });
    const agreed = diffieHellman({ privateKey: privateKeyOf(secret), publicKey });
    return new Uint8Array(hkdfSync("sha256", agreed, salt, rescueFormat, 32));
  } catch {
    return null;
  }
}

function parsed(bytes: () => Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes()).toString());
  } catch {
    return undefined;
  }
}
