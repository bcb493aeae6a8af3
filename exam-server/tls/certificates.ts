import { createHash, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import { addReflectMetadata } from "./reflect.ts";

const day = 86_400_000;
/** Clocks of old PCs run behind: what was made now must be valid there too. */
export const backDateMs = 30 * day;
const authorityMs = 3652 * day;
/** Browsers refuse a server's certificate that is valid for longer than 398 days in all. */
const serverMs = 397 * day;

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A certificate with its private key, both as PEM. */
export interface Pair {
  certificate: string;
  key: string;
}

/** A certificate authority of a server's own, valid for 10 years. `host` names it for whoever trusts it. */
export async function makeAuthority(host: string, now: number): Promise<Pair> {
  const x509 = await library();
  const keys = await makeKeys();
  const mark = createHash("sha256")
    .update(await spki(keys.publicKey))
    .digest("hex")
    .slice(0, 8);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: nameOf(`Kaochang CA ${host} ${mark}`),
    keys,
    signingAlgorithm: algorithm,
    ...validity(now, authorityMs),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await pemOf(keys.privateKey) };
}

/** A server's certificate for these names and addresses, signed by the authority; it never outlives it. */
export async function makeServerCertificate(
  authority: Pair,
  names: readonly string[],
  now: number,
): Promise<Pair> {
  const x509 = await library();
  const keys = await makeKeys();
  const issuer = new x509.X509Certificate(authority.certificate);
  const { notBefore, notAfter } = validity(now, serverMs);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: nameOf("Kaochang"),
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await signingKeyOf(authority.key),
    signingAlgorithm: algorithm,
    notBefore,
    notAfter: new Date(Math.min(notAfter.getTime(), issuer.notAfter.getTime())),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await pemOf(keys.privateKey) };
}

/** Loaded when a certificate is to be made: most starts need none. */
async function library() {
  addReflectMetadata();
  const x509 = await import("@peculiar/x509");
  x509.cryptoProvider.set(webcrypto);
  return x509;
}

const nameOf = (common: string) => [{ CN: [common] }, { O: ["Kaochang"] }];

function validity(now: number, length: number): { notBefore: Date; notAfter: Date } {
  // Whole seconds, as certificates have them.
  const from = Math.floor((now - backDateMs) / 1000) * 1000;
  return { notBefore: new Date(from), notAfter: new Date(from + length) };
}

const makeKeys = () => webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);

async function spki(key: webcrypto.CryptoKey): Promise<Buffer> {
  return Buffer.from(await webcrypto.subtle.exportKey("spki", key));
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key)).toString("base64");
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n");
}

function signingKeyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");
  return webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
}
