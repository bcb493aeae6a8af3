import { createHash } from "node:crypto";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { protocolVersion } from "../../protocol/messages.ts";
import { connected } from "../../testing/seat.ts";
import { type Announcement, type ServerProcess, serverProcess } from "../../testing/server-process.ts";
import { configKey, sebFile, sebSettings } from "../seb-settings.ts";

/** A server behind one proxy that has an exam for Safe Exam Browser only. */
let server: ServerProcess;
let first: Announcement;
beforeAll(async () => {
  server = serverProcess({ SEB: "required", TRUST_PROXY: "1" });
  first = await server.start();
});
afterAll(async () => {
  await server.end();
  server.forget();
});

const headersFor = (url: string, key: string) => ({
  "x-safeexambrowser-configkeyhash": createHash("sha256")
    .update(url + key)
    .digest("hex"),
});
const ownKey = (origin: string) => configKey(sebSettings(origin));
const wrongKey = "0".repeat(64);
const person = (seat = 0) => {
  const { admissionNumber = "", idNumber = "" } = first.practice?.candidates[seat] ?? {};
  return { admissionNumber, idNumber };
};

function signIn(headers: Record<string, string>, seat = 0): Promise<Response> {
  return fetch(`${first.url}/api/candidate/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(person(seat)),
  });
}

const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");

async function knock(cookie: string, headers: Record<string, string> = {}): Promise<void> {
  const socket = io(`${first.url}/candidate`, {
    auth: { protocol: protocolVersion },
    extraHeaders: { cookie, ...headers },
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
  await connected(socket).finally(() => socket.disconnect());
}

test("SEB-1 the page: only with the right key, otherwise the way to it", async () => {
  for (const path of ["/", "/index.html", "/?x=1"]) {
    const url = first.url + path;
    expect((await fetch(url, { headers: headersFor(url, ownKey(first.url)) })).status).toBe(200);
    for (const headers of [{}, headersFor(url, wrongKey), headersFor(`${url}x`, ownKey(first.url))]) {
      const refused = await fetch(url, { headers });
      expect(refused.status).toBe(403);
      const page = await refused.text();
      expect(page).toContain("请用安全考试浏览器打开");
      expect(page).toContain(`seb://${new URL(first.url).host}/seb/kaochang.seb`);
    }
  }
  expect((await fetch(`${first.url}/staff`)).status).toBe(200);
});

test("SEB-1 sign-in: refused without the header and with a wrong key", async () => {
  const url = `${first.url}/api/candidate/sign-in`;
  for (const headers of [{}, headersFor(url, wrongKey)]) {
    const refused = await signIn(headers);
    expect([refused.status, await refused.json()]).toEqual([403, { ok: false, code: "seb-required" }]);
    expect(cookiesOf(refused)).toEqual([]);
  }
  expect((await signIn(headersFor(url, ownKey(first.url)))).status).toBe(200);
});

test("SEB-1 socket: with the pass of a proven sign-in or the right header, not with the cookie alone", async () => {
  const url = `${first.url}/api/candidate/sign-in`;
  const [token = "", pass = ""] = cookiesOf(await signIn(headersFor(url, ownKey(first.url))));
  await knock(`${token}; ${pass}`);
  await knock(token, headersFor(`${first.url}/socket.io/?EIO=4&transport=websocket`, ownKey(first.url)));
  await expect(knock(token)).rejects.toThrow("seb-required");
  await expect(knock(`${token}; ${pass}`, headersFor(first.url, wrongKey))).rejects.toThrow("seb-required");
  const [another = ""] = cookiesOf(await signIn(headersFor(url, ownKey(first.url)), 1));
  await expect(knock(`${another}; ${pass}`)).rejects.toThrow("seb-required");
});

test("SEB-1 a pass holds over a restart of the server", async () => {
  const url = `${first.url}/api/candidate/sign-in`;
  const cookies = cookiesOf(await signIn(headersFor(url, ownKey(first.url)))).join("; ");
  await server.end("SIGKILL");
  await server.start(Number(new URL(first.url).port));
  await knock(cookies);
});

test("SEB-1 the file is for the address by which it was fetched, and its key opens the page there", async () => {
  const file = await fetch(`${first.url}/seb/kaochang.seb`);
  expect(file.headers.get("content-type")).toContain("application/seb");
  expect(await file.text()).toBe(sebFile(sebSettings(first.url)));
  const outside = { "x-forwarded-host": "exam.test", "x-forwarded-proto": "https" };
  const there = await (await fetch(`${first.url}/seb/kaochang.seb`, { headers: outside })).text();
  expect(there).toContain("<key>startURL</key><string>https://exam.test/</string>");
  const proof = headersFor("https://exam.test/", ownKey("https://exam.test"));
  expect((await fetch(`${first.url}/`, { headers: { ...outside, ...proof } })).status).toBe(200);
  expect((await fetch(`${first.url}/`, { headers: proof })).status).toBe(403);
});

test("SEB-1 a page whose engine adds no headers signs in by what the program tells it", async () => {
  const signedIn = await signIn(headersFor(`${first.url}/`, ownKey(first.url)), 2);
  expect(signedIn.status).toBe(200);
  await knock(cookiesOf(signedIn).join("; "));
});

test("a host that is no address gets no file", async () => {
  const odd = await fetch(`${first.url}/seb/kaochang.seb`, { headers: { "x-forwarded-host": "a<b" } });
  expect(odd.status).toBe(400);
});
