import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ownCertificates, TlsFault } from "./certificate-files.ts";

const day = 86_400_000;
const today = Date.UTC(2026, 10, 22);
const names = ["localhost", "exam-pc", "127.0.0.1", "::1", "192.168.1.5", "fd00::5"];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kaochang-tls-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function made(now = today, wanted: readonly string[] = names) {
  const { server, authority, notes } = await ownCertificates(folder, wanted, now);
  return {
    server: new X509Certificate(server.certificate),
    authority: new X509Certificate(authority),
    notes,
  };
}
const daysOf = ({ validFrom, validTo }: X509Certificate) =>
  (Date.parse(validTo) - Date.parse(validFrom)) / day;

test("TLS-1 the certificate names every address and name of the server and is its authority's", async () => {
  const { server, authority, notes } = await made();
  expect(notes).toEqual([]);
  expect(server.checkIssued(authority) && server.verify(authority.publicKey)).toBe(true);
  for (const host of ["localhost", "exam-pc"]) expect(server.checkHost(host)).toBe(host);
  for (const ip of ["127.0.0.1", "::1", "192.168.1.5", "fd00::5"]) expect(server.checkIP(ip)).toBe(ip);
  expect(server.checkIP("192.168.1.6")).toBeUndefined();
  expect([authority.ca, server.ca]).toEqual([true, false]);
  expect(server.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
});

test("TLS-1 the authority lasts ten years, the certificate as long as browsers allow, both back-dated", async () => {
  const { server, authority } = await made();
  expect(daysOf(authority)).toBeGreaterThanOrEqual(3650);
  expect(daysOf(server)).toBe(397);
  for (const { validFrom } of [server, authority]) expect(Date.parse(validFrom)).toBe(today - 30 * day);
});

test("keys are for their owner alone", async () => {
  await made();
  for (const name of ["ca.pem", "server.pem"]) {
    expect(statSync(path.join(folder, "tls", name)).mode & 0o777).toBe(0o600);
  }
  expect(statSync(path.join(folder, "tls")).mode & 0o777).toBe(0o700);
});

const starts = [
  { name: "the next day", now: today + day, wanted: names, renewed: false },
  { name: "an address is gone", now: today, wanted: names.slice(0, -1), renewed: false },
  { name: "an address is new", now: today, wanted: [...names, "10.0.0.1"], renewed: true },
  { name: "31 days before its end", now: today + 335 * day, wanted: names, renewed: false },
  { name: "29 days before its end", now: today + 338 * day, wanted: names, renewed: true },
  { name: "the clock was set back a year", now: today - 320 * day, wanted: names, renewed: true },
];
test.each(starts)(
  "TLS-1 a later start, $name: renewed $renewed, the authority never",
  async ({ now, wanted, renewed }) => {
    const before = await made();
    const after = await made(now, wanted);
    expect(after.server.fingerprint256 !== before.server.fingerprint256).toBe(renewed);
    expect(after.authority.fingerprint256).toBe(before.authority.fingerprint256);
  },
);

test("TLS-1 a clock in 1970 makes certificates that browsers take, and says so", async () => {
  const { server, authority, notes } = await made(1_000_000);
  expect(notes).toEqual([expect.stringContaining("1970-01-01")]);
  for (const { validFrom, validTo } of [server, authority]) {
    expect(Date.parse(validFrom)).toBeLessThan(Date.UTC(2026, 0, 2));
    expect(Date.parse(validTo)).toBeGreaterThan(Date.UTC(2026, 11, 1));
  }
});

test("TLS-1 a clock that falls back to 1970 changes no certificate, and right again neither", async () => {
  const before = await made();
  const fallen = await made(1_000_000);
  const after = await made(today + day);
  expect([fallen.server.fingerprint256, after.server.fingerprint256]).toEqual([
    before.server.fingerprint256,
    before.server.fingerprint256,
  ]);
  expect(fallen.notes).toHaveLength(1);
});

test("an authority outside its validity is kept, and the note says what to do", async () => {
  const before = await made();
  const late = await made(today + 4000 * day);
  expect(late.authority.fingerprint256).toBe(before.authority.fingerprint256);
  expect(late.notes).toEqual([expect.stringContaining("根证书不在有效期内")]);
});

test("no certificate outlives its authority, and none is made again in vain near its end", async () => {
  await made();
  const late = await made(today + 3600 * day);
  expect(late.server.validTo).toBe(late.authority.validTo);
  expect((await made(today + 3601 * day)).server.fingerprint256).toBe(late.server.fingerprint256);
});

test("a damaged certificate is made again; a damaged authority is somebody's decision", async () => {
  const before = await made();
  writeFileSync(path.join(folder, "tls", "server.pem"), "");
  expect((await made()).authority.fingerprint256).toBe(before.authority.fingerprint256);
  const file = path.join(folder, "tls", "ca.pem");
  writeFileSync(file, readFileSync(file, "utf8").slice(0, 300));
  await expect(made()).rejects.toThrow(TlsFault);
});
