import {
  createCipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import { gzipSync } from "node:zlib";
import type { RescueClaims, RescueFile } from "../protocol/rescue-file.ts";
import type { RescueKeys } from "../protocol/sealed-paper.ts";

/** DER in front of the 32 raw bytes of an X25519 public key, RFC 8410. */
const publicHead = Buffer.from("302a300506032b656e032100", "hex");

/** A rescue file as a candidate's page makes it, from the format alone and with other code than the page's. */
export function makeRescueFile(keys: Pick<RescueKeys, "server" | "mac">, claims: RescueClaims): RescueFile {
  const text = JSON.stringify(claims);
  const mac = createHmac("sha256", Buffer.from(keys.mac, "hex")).update(text).digest("hex");
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  const ephemeral = publicKey.export({ format: "der", type: "spki" }).subarray(publicHead.length);
  const server = Buffer.from(keys.server, "hex");
  const spki = Buffer.concat([publicHead, server]);
  const agreed = diffieHellman({
    privateKey,
    publicKey: createPublicKey({ key: spki, format: "der", type: "spki" }),
  });
  const salt = Buffer.concat([ephemeral, server]);
  const key = new Uint8Array(hkdfSync("sha256", agreed, salt, "kaochang-rescue/1", 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
  const zipped = gzipSync(JSON.stringify({ claims: text, mac }));
  const sealed = Buffer.concat([nonce, cipher.update(zipped), cipher.final(), cipher.getAuthTag()]);
  return {
    format: "kaochang-rescue/1",
    ephemeral: ephemeral.toString("hex"),
    sealed: sealed.toString("base64"),
  };
}
