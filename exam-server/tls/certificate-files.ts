import { X509Certificate } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { isIP } from "node:net";
import path from "node:path";
import { backDateMs, makeAuthority, makeServerCertificate, type Pair } from "./certificates.ts";

const renewBeforeMs = 30 * 86_400_000;
/** No server of this version ran before: a clock that says so is wrong (a dead battery starts in 1970). */
const earliest = Date.UTC(2026, 0, 1);

/** The server's own authority or the centre's own files cannot be used; the message is for the technician. */
export class TlsFault extends Error {}

export interface OwnCertificates {
  server: Pair;
  /** PEM of the authority that the seats are to trust. */
  authority: string;
  /** What the technician must know, in whole sentences. */
  notes: string[];
}

/**
 * The authority and the certificate of a data folder, made if missing. The certificate is renewed when a
 * name or an address is new, when it expires within 30 days, or when it is another authority's; the
 * authority never, because the seats would have to trust a new one. `now`: the wall clock. Throws TlsFault.
 */
export async function ownCertificates(
  dataDir: string,
  names: readonly string[],
  now: number,
): Promise<OwnCertificates> {
  const folder = path.join(dataDir, "tls");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const notes: string[] = [];
  const kept = keptPair(path.join(folder, "server.pem"));
  const time = knownTime(now, kept?.certificate ?? null);
  if (time !== now) notes.push(wrongClock(now, time));
  const authority = await keptAuthority(path.join(folder, "ca.pem"), names, time);
  const issuer = new X509Certificate(authority.certificate);
  if (!isValidAt(issuer, time)) notes.push(authorityNotValid(issuer, folder));
  const server =
    kept && serves(new X509Certificate(kept.certificate), issuer, names, time)
      ? kept
      : await makeServerCertificate(authority, names, time);
  if (server !== kept) writeSafely(path.join(folder, "server.pem"), server);
  return { server, authority: authority.certificate, notes };
}

async function keptAuthority(file: string, names: readonly string[], time: number): Promise<Pair> {
  const kept = keptPair(file);
  if (kept) return kept;
  // A new one in its place would be unknown to every seat that trusts the old one: somebody must decide.
  if (existsSync(file))
    throw new TlsFault(`${file} 已损坏：请从备份恢复；或删除它后重新启动，再在各电脑上重新信任`);
  const made = await makeAuthority(names.find((name) => name !== "localhost") ?? "localhost", time);
  writeSafely(file, made);
  return made;
}

/** A clock that cannot be right gives way to the latest time that is known: when the certificate was made. */
function knownTime(now: number, certificate: string | null): number {
  if (now >= earliest) return now;
  const made = certificate === null ? 0 : from(new X509Certificate(certificate)) + backDateMs;
  return Math.max(earliest, made);
}

function serves(
  certificate: X509Certificate,
  issuer: X509Certificate,
  names: readonly string[],
  time: number,
): boolean {
  const lasts = time >= from(certificate) && time + renewBeforeMs < until(certificate);
  // A certificate that ends with its authority would be made again in vain.
  const asLongAsPossible = until(certificate) === until(issuer);
  return (
    (lasts || asLongAsPossible) &&
    certificate.verify(issuer.publicKey) &&
    names.every((name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)))
  );
}

const from = ({ validFrom }: X509Certificate): number => Date.parse(validFrom);
const until = ({ validTo }: X509Certificate): number => Date.parse(validTo);
const isValidAt = (certificate: X509Certificate, time: number): boolean =>
  time >= from(certificate) && time <= until(certificate);

function wrongClock(now: number, time: number): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return (
    `服务器的时钟显示 ${day(now)}，不可能是对的；证书暂按 ${day(time)} 处理，考试计时不受影响。` +
    "请校准系统时间后重新启动，否则考生电脑可能提示证书已过期。"
  );
}

function authorityNotValid({ validFrom, validTo }: X509Certificate, folder: string): string {
  return (
    `按服务器现在的时钟，根证书不在有效期内（${validFrom} 至 ${validTo}）。时钟不对就请校准；` +
    `时钟没错就请删除文件夹 ${folder}，重新启动，再在各电脑上重新信任新的根证书。`
  );
}

/** Certificate and key in one file, so that no power failure can part them. Null when there is none or it is damaged. */
function keptPair(file: string): Pair | null {
  try {
    const text = readFileSync(file, "utf8");
    const certificate = block(text, "CERTIFICATE");
    const key = block(text, "PRIVATE KEY");
    new X509Certificate(certificate);
    return { certificate, key };
  } catch {
    return null;
  }
}

function block(text: string, label: string): string {
  const found = new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----\n?`).exec(text);
  if (!found) throw new Error(`no ${label}`);
  return found[0];
}

/** Whole on the disk under its name, or not at all; only its owner may read it. */
function writeSafely(file: string, { certificate, key }: Pair): void {
  const unfinished = `${file}.part`;
  const handle = openSync(unfinished, "w", 0o600);
  try {
    writeSync(handle, `${certificate.trim()}\n${key.trim()}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
}
