import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import path from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterEach, describe, expect, test } from "vitest";
import { protocolVersion } from "../protocol/messages.ts";
import { connected } from "../testing/seat.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "../testing/server-process.ts";
import { makeAuthority } from "./certificates.ts";

interface Encrypted extends Announcement {
  tls: { url: string; trust: { page: string; fingerprint: string } | null } | null;
}

let server: ServerProcess;
afterEach(async () => {
  await server.end();
  server.forget();
});

async function started(env: Record<string, string>): Promise<Encrypted> {
  server = serverProcess({ TLS_PORT: "0", ...env });
  return (await server.start()) as Encrypted;
}

/** As from another PC, behind a proxy on this one. */
const elsewhere = { "x-forwarded-for": "10.9.9.9" };
const staffOf = ({ staff }: Announcement) => {
  const { username, password } = staff.find(({ roles }) => roles.includes("proctor")) ?? {
    username: "",
    password: "",
  };
  return { username, password };
};
const signInAt = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/staff/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

/** One request over TLS that trusts this authority and no other. */
function over(
  ca: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const asked = request(url, { ca, method, headers: { "content-type": "application/json", ...headers } });
    asked.once("error", reject);
    asked.once("response", (response) => {
      let text = "";
      response.on("data", (bytes: Buffer) => {
        text += bytes.toString();
      });
      response.once("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function socketOver(
  ca: string,
  url: string,
  namespace: string,
  cookie: string,
  transports: string[],
): Socket {
  const auth = { protocol: protocolVersion };
  return io(`${url}/${namespace}`, {
    ca,
    auth,
    transports,
    extraHeaders: { cookie },
    forceNew: true,
    reconnection: false,
  });
}

const cookieOf = ({ headers }: Answer) => headers["set-cookie"]?.[0] ?? "";
const authorityOf = async ({ url }: Announcement) => (await fetch(`${url}/trust/kaochang-ca.crt`)).text();

describe("with --tls", () => {
  test("TLS-1 pages, sign-in and sockets work over https for whoever trusts the authority", async () => {
    const first = await started({ TLS: "on" });
    const [ca, url] = [await authorityOf(first), first.tls?.url ?? ""];
    for (const page of ["/", "/staff/proctor", "/healthz"]) {
      expect((await over(ca, url + page)).status).toBe(200);
      expect((await over(ca, url.replace("127.0.0.1", "localhost") + page)).status).toBe(200);
    }
    const { certificate: stranger } = await makeAuthority("stranger", Date.now());
    await expect(over(stranger, `${url}/`)).rejects.toThrow();
    const signedIn = await over(ca, `${url}/api/staff/sign-in`, staffOf(first));
    expect(signedIn.status).toBe(200);
    expect(cookieOf(signedIn)).toMatch(/Secure/);
    for (const transports of [["websocket"], ["polling"]]) {
      const socket = socketOver(ca, url, "staff", cookieOf(signedIn).split(";")[0] ?? "", transports);
      await connected(socket);
      socket.disconnect();
    }
    const candidate = first.practice?.candidates[0];
    const { admissionNumber = "", idNumber = "" } = candidate ?? {};
    const seated = await over(ca, `${url}/api/candidate/sign-in`, { admissionNumber, idNumber });
    const seat = socketOver(ca, url, "candidate", cookieOf(seated).split(";")[0] ?? "", ["websocket"]);
    await connected(seat);
    seat.disconnect();
  });

  test("TLS-1 staff of other PCs are led to https; on the server PC, and for candidates, http stays", async () => {
    const first = await started({ TLS: "on", TRUST_PROXY: "1" });
    const { url } = first;
    const refused = await signInAt(url, staffOf(first), elsewhere);
    expect([refused.status, await refused.json()]).toEqual([403, { ok: false, code: "tls-required" }]);
    expect(refused.headers.getSetCookie()).toEqual([]);
    const page = await fetch(`${url}/staff/proctor?x=1`, { headers: elsewhere });
    expect(page.status).toBe(403);
    expect(await page.text()).toContain(`href="${first.tls?.url}/staff/proctor?x=1"`);
    expect((await fetch(`${url}/`, { headers: elsewhere })).status).toBe(200);
    const here = await signInAt(url, staffOf(first));
    expect(here.status).toBe(200);
    const cookie = here.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const knock = (headers: Record<string, string>) =>
      connected(
        io(`${url}/staff`, {
          auth: { protocol: protocolVersion },
          transports: ["websocket"],
          extraHeaders: { cookie, ...headers },
          forceNew: true,
          reconnection: false,
        }),
      );
    await expect(knock(elsewhere)).rejects.toThrow("tls-required");
    const ca = await authorityOf(first);
    const encrypted = await over(ca, `${first.tls?.url}/api/staff/sign-in`, staffOf(first), elsewhere);
    expect(encrypted.status).toBe(200);
  });

  test("TLS-1 the page about trust has the fingerprint that the start printed, and works without scripts", async () => {
    const first = await started({ TLS: "on" });
    const page = await (await fetch(`${first.url}/trust`)).text();
    const { fingerprint256 } = new X509Certificate(await authorityOf(first));
    expect(first.tls?.trust).toEqual({ page: `${first.url}/trust`, fingerprint: fingerprint256 });
    for (const word of [fingerprint256, "Windows", "统信", "麒麟", "360"]) expect(page).toContain(word);
    expect(page).not.toContain("<script");
  });

  test("TLS-1 a start in 1970 succeeds, with a certificate that is valid today", async () => {
    const first = await started({
      TLS: "on",
      NODE_OPTIONS: "--import=data:text/javascript,Date.now=()=>1e8",
    });
    expect(server.log()).toContain("1970-01-02");
    expect((await over(await authorityOf(first), `${first.tls?.url}/`)).status).toBe(200);
  });
});

test("TLS-1 the centre's own certificate is used as it is, and there is no authority to trust", async () => {
  await started({ TLS: "on" });
  await server.end();
  const pair = readFileSync(path.join(server.dataDir, "tls", "server.pem"), "utf8");
  const [cert, key] = ["cert.pem", "key.pem"].map((name) => path.join(server.dataDir, name));
  const ca = readFileSync(path.join(server.dataDir, "tls", "ca.pem"), "utf8");
  for (const file of [cert, key]) writeFileSync(file ?? "", pair);
  const own = serverProcess({ TLS_PORT: "0", TLS_CERT: cert ?? "", TLS_KEY: key ?? "" });
  try {
    const second = (await own.start()) as Encrypted;
    expect(second.tls?.trust).toBeNull();
    expect((await over(ca, `${second.tls?.url}/`)).status).toBe(200);
    expect((await fetch(`${second.url}/trust`)).status).toBe(404);
  } finally {
    await own.end();
    own.forget();
  }
});

test("files that are no pair are a sentence, not a stack", async () => {
  server = serverProcess();
  const { code, err } = await kaochang("serve", "--data-dir", server.dataDir, "--tls-cert", "nowhere.pem");
  expect(code).not.toBe(0);
  expect(err).toContain("TLS_CERT 和 TLS_KEY");
  expect(err).not.toContain("    at ");
});

test("STAFF_ADDRESSES=local closes staff pages to other PCs; without it the start says what is open", async () => {
  const first = await started({ STAFF_ADDRESSES: "local", TRUST_PROXY: "1" });
  expect(first.tls).toBeNull();
  expect(await (await signInAt(first.url, staffOf(first), elsewhere)).json()).toMatchObject({
    code: "staff-here-only",
  });
  expect((await fetch(`${first.url}/staff`, { headers: elsewhere })).status).toBe(403);
  expect((await signInAt(first.url, staffOf(first))).status).toBe(200);
  expect(server.log()).not.toContain("--staff-addresses");
  await server.end();
  server.forget();
  await started({});
  expect(server.log()).toContain("--staff-addresses");
});
