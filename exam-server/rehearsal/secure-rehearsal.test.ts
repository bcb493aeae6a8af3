import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RehearsalReport } from "../protocol/rehearsal.ts";
import { signIn } from "../testing/seat.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "../testing/server-process.ts";
import { makeAuthority } from "../tls/certificates.ts";

/** A server with encrypted pages, for Safe Exam Browser only. */
let server: ServerProcess;
let first: Announcement & { tls: { url: string } };
let officer: { username: string; password: string };

beforeAll(async () => {
  server = serverProcess({ GRACE_MS: "300", TLS: "on", TLS_PORT: "0", SEB: "required" });
  first = (await server.start()) as typeof first;
  const { username = "", password = "" } = first.staff.find(({ roles }) => roles.includes("officer")) ?? {};
  officer = { username, password };
  process.env.KAOCHANG_PASSWORD = password;
});
afterAll(async () => {
  delete process.env.KAOCHANG_PASSWORD;
  await server.end();
  server.forget();
});

function authorityFile(pem: string): string {
  const file = path.join(server.dataDir, "authority.crt");
  writeFileSync(file, pem);
  return file;
}

const rehearse = (...flags: string[]) =>
  kaochang("rehearse", "--candidates", "5", "--minutes", "0.1", "--json", ...flags);
/** As an officer of another PC does. */
const away = (...flags: string[]) => rehearse("--url", first.tls.url, "--user", officer.username, ...flags);

const whole = {
  connections: { asked: 5, made: 5 },
  lost: 0,
  wrongDeadlines: 0,
  undelivered: 0,
  refused: 0,
};
const figuresIn = ({ out, err }: { out: string; err: string }) => {
  expect(out, err).not.toBe("");
  return (JSON.parse(out) as RehearsalReport).figures;
};

test("REH-3 a rehearsal over https trusts the authority that it is given", async () => {
  const pem = await (await fetch(`${first.url}/trust/kaochang-ca.crt`)).text();
  expect(figuresIn(await away("--ca", authorityFile(pem)))).toMatchObject(whole);
});

test("REH-3 a rehearsal over https goes on with no certificate that nobody vouches for", async () => {
  const unknown = await away();
  expect([unknown.code, unknown.out]).toEqual([1, ""]);
  expect(unknown.err).toContain(`${first.tls.url}/trust`);
  const { certificate } = await makeAuthority("stranger", Date.now());
  const wrong = await away("--ca", authorityFile(certificate));
  expect([wrong.code, wrong.out]).toEqual([1, ""]);
  expect(wrong.err).toContain("不要继续");
  const nothing = await away("--ca", path.join(server.dataDir, "nowhere.crt"));
  expect(nothing.err).toContain("nowhere.crt");
});

test("on the server's own PC the encrypted address needs no authority to be given", async () => {
  const run = await rehearse("--data-dir", server.dataDir, "--url", first.tls.url);
  expect(figuresIn(run)).toMatchObject(whole);
});

test("SEB-1 only simulated candidates of a rehearsal under way come without Safe Exam Browser", async () => {
  const cookie = await signIn(first.url, "staff", officer);
  const desk = async (act: string, body: unknown) => {
    const response = await fetch(`${first.url}/api/staff/rehearsal/desk/${act}`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const plan = { candidates: 1, minutes: 1, offlineShare: 0, killServer: false };
  const { sitting, people } = (await desk("prepare", plan)) as { sitting: string; people: unknown[] };
  await signIn(first.url, "candidate", people[0]);
  const { admissionNumber = "", idNumber = "" } = first.practice?.candidates[0] ?? {};
  await expect(signIn(first.url, "candidate", { admissionNumber, idNumber })).rejects.toThrow("seb-required");
  await desk("finish", { sitting, report: null, failure: "试一试" });
  await expect
    .poll(() => signIn(first.url, "candidate", people[0]).catch(String), { timeout: 20_000 })
    .toContain("seb-required");
});
