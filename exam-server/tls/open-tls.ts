import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { ownCertificates, TlsFault } from "./certificate-files.ts";

export interface TlsSettings {
  tls: boolean;
  /** Files of the centre's own, PEM; empty for none. They imply TLS. */
  tlsCert: string;
  tlsKey: string;
  dataDir: string;
}

/** What a server needs to speak TLS, and what it says of it. */
export interface Tls {
  certificate: string;
  key: string;
  /** The authority that the seats are to trust; null with the centre's own certificate. */
  authority: TrustedAuthority | null;
  notes: string[];
}

interface TrustedAuthority {
  pem: string;
  /** SHA-256 of the certificate, as browsers show it: pairs of digits, colons between. */
  fingerprint: string;
}

/** Null without TLS. `names`: every name and address of this machine. Throws TlsFault. */
export async function openTls(
  { tls, tlsCert, tlsKey, dataDir }: TlsSettings,
  names: readonly string[],
  now: number,
): Promise<Tls | null> {
  if (tlsCert !== "" || tlsKey !== "") return ofTheCentre(tlsCert, tlsKey);
  if (!tls) return null;
  const { server, authority, notes } = await ownCertificates(dataDir, names, now);
  const { fingerprint256 } = new X509Certificate(authority);
  return { ...server, authority: { pem: authority, fingerprint: fingerprint256 }, notes };
}

function ofTheCentre(certFile: string, keyFile: string): Tls {
  if (certFile === "" || keyFile === "")
    throw new TlsFault("TLS_CERT 和 TLS_KEY 要一起给出：证书文件和它的私钥文件");
  const certificate = readPem(certFile);
  const key = readPem(keyFile);
  if (!belongTogether(certificate, key))
    throw new TlsFault(`${certFile} 和 ${keyFile} 不是一对 PEM 格式的证书和私钥（私钥不能有密码）`);
  return { certificate, key, authority: null, notes: [] };
}

function belongTogether(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function readPem(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (failure) {
    throw new TlsFault(`读不到文件 ${file}：${failure instanceof Error ? failure.message : failure}`);
  }
}

/** An https server that hands all it gets to the plain one, which knows what to do: pages, sockets and pace alike. */
export function tlsServerFor(
  plain: Pick<Server, "emit">,
  { certificate, key }: Pick<Tls, "certificate" | "key">,
): Server {
  const server = createServer({ cert: certificate, key, minVersion: "TLSv1.2" });
  server.on("request", (...asked) => plain.emit("request", ...asked));
  server.on("upgrade", (...asked) => plain.emit("upgrade", ...asked));
  return server;
}
