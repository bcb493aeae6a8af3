import { canonicalDigest } from "@kaochang/question-bank/digest.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  controlToken,
  outcome,
  person,
  picture,
  post,
  sealedPicture,
  signInCandidate,
  signInStaff,
  staffPassword,
  startTestServer,
  type TestServer,
} from "./test-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
const { admissionNumber, idNumber } = person;

describe("roles", () => {
  const rules = [
    { who: "officer", path: "/api/staff/sittings", expected: [200, undefined] },
    { who: "proctor", path: "/api/staff/sittings", expected: [200, undefined] },
    { who: "nobody", path: "/api/staff/sittings", expected: [403, "wrong-role"] },
    { who: "officer", path: "/api/staff/sittings/s1/results", expected: [404, "not-found"] },
    { who: "proctor", path: "/api/staff/sittings/s1/results", expected: [403, "wrong-role"] },
  ];
  test.each(rules)("$who at $path: $expected", async ({ who, path, expected }) => {
    expect(await outcome(get(path, { cookie: await signInStaff(server, who) }))).toEqual(expected);
  });

  test("results are asked for by the sitting's id", async () => {
    const asked: string[] = [];
    server.reports.results = async (sitting) => {
      asked.push(sitting);
      return { ok: true, sitting: {} as never, max: 10_000, passMark: 6000, results: [] };
    };
    const response = await get("/api/staff/sittings/s1/results", {
      cookie: await signInStaff(server, "officer"),
    });
    expect(await response.json()).toMatchObject({ ok: true, max: 10_000 });
    expect(asked).toEqual(["s1"]);
  });
});

describe("bad input gets a refusal with its code, and the server stays up", () => {
  const url = "/api/candidate/sign-in";
  const json = { "Content-Type": "application/json" };
  const cases: { name: string; init: RequestInit; expected: unknown }[] = [
    {
      name: "malformed JSON",
      init: { headers: json, body: `{"admissionNumber":` },
      expected: [400, "bad-message"],
    },
    { name: "JSON of another shape", init: { headers: json, body: `[1,2]` }, expected: [400, "bad-message"] },
    { name: "a bare value", init: { headers: json, body: `"x"` }, expected: [400, "bad-message"] },
    {
      name: "wrong types",
      init: { headers: json, body: `{"admissionNumber":1,"idNumber":{}}` },
      expected: [400, "bad-message"],
    },
    {
      name: "a field too many",
      init: { headers: json, body: JSON.stringify({ admissionNumber, idNumber, x: 1 }) },
      expected: [400, "bad-message"],
    },
    { name: "no body", init: { headers: json }, expected: [400, "bad-message"] },
    {
      name: "a form",
      init: { body: new URLSearchParams({ admissionNumber, idNumber }) },
      expected: [400, "bad-message"],
    },
    {
      name: "an unknown encoding",
      init: { headers: { ...json, "Content-Encoding": "x" }, body: "{}" },
      expected: [400, "bad-message"],
    },
    {
      name: "17 kB",
      init: { headers: json, body: JSON.stringify({ x: "x".repeat(17 * 1024) }) },
      expected: [413, "too-large"],
    },
    {
      name: "10 MB",
      init: { headers: json, body: JSON.stringify({ x: "x".repeat(10 * 1024 * 1024) }) },
      expected: [413, "too-large"],
    },
  ];
  test.each(cases)("$name", async ({ init, expected }) => {
    expect(await outcome(fetch(server.url + url, { method: "POST", ...init }))).toEqual(expected);
    expect(await outcome(post(server.url + url, { admissionNumber, idNumber }))).toEqual([200, undefined]);
  });

  test.each([
    "/api",
    "/api/unknown",
    "/api/staff/sign-in",
    "/unknown",
    "/assets/unknown.js",
    "/assets/",
    "/index.php",
  ])("GET %s is not found", async (path) => {
    expect(await outcome(get(path))).toEqual([404, "not-found"]);
  });

  test.each([
    "/%E0%A4%A",
    "/media/%E0%A4%A",
    "/assets/%2e%2e/%2e%2e/data/kaochang.sqlite",
    "/assets/..%2f..%2fdata/kaochang.sqlite",
  ])("GET %s shows no file and no stack", async (path) => {
    const response = await get(path);
    expect([400, 404]).toContain(response.status);
    expect(await response.json()).toMatchObject({ ok: false });
  });

  test("a failure of the server says nothing of its inside, and is logged", async () => {
    server.reports.sittings = () => Promise.reject(new Error("the inside"));
    const response = await get("/api/staff/sittings", { cookie: await signInStaff(server, "officer") });
    expect([response.status, await response.json()]).toEqual([503, { ok: false, code: "not-stored" }]);
    expect(server.logged()).toContain("the inside");
  });
});

describe("another site", () => {
  test.each(["http://evil.test", "null", "http://127.0.0.1:1", "not a url"])(
    "%s cannot post",
    async (origin) => {
      const response = post(`${server.url}/api/candidate/sign-in`, { admissionNumber, idNumber }, { origin });
      expect(await outcome(response)).toEqual([403, "wrong-role"]);
    },
  );

  test("the server's own pages can", async () => {
    const response = post(
      `${server.url}/api/candidate/sign-in`,
      { admissionNumber, idNumber },
      { origin: server.url },
    );
    expect(await outcome(response)).toEqual([200, undefined]);
  });
});

describe("headers", () => {
  test("pages may load from here only, be framed by nobody, and work over plain http", async () => {
    const { headers } = await get("/");
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of ["default-src 'self'", "connect-src 'self' ws: wss:", "frame-ancestors 'none'"]) {
      expect(policy.split(";")).toContain(rule);
    }
    expect(policy).not.toContain("upgrade-insecure-requests");
    for (const name of [
      "strict-transport-security",
      "cross-origin-opener-policy",
      "origin-agent-cluster",
      "x-powered-by",
    ]) {
      expect(headers.get(name)).toBeNull();
    }
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each([
    { path: "/api/staff/me", kept: "no-store" },
    { path: "/api/unknown", kept: "no-store" },
    { path: "/", kept: "no-cache" },
    { path: "/assets/main-0a1b2c.js", kept: "public, max-age=31536000, immutable" },
    { path: "/assets/font-0a1b2c.woff2", kept: "public, max-age=31536000, immutable" },
    { path: "/healthz", kept: "no-store" },
  ])("$path is cached as $kept", async ({ path, kept }) => {
    expect((await get(path)).headers.get("cache-control")).toBe(kept);
  });
});

describe("pages", () => {
  test.each(["/", "/staff", "/staff/", "/staff/sittings/s1/results"])("%s is the page", async (path) => {
    const response = await get(path);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain("考场");
  });

  test("an asset comes compressed to those who can read it, and is the same", async () => {
    const [packed, plain] = [
      await get("/assets/main-0a1b2c.js"),
      await get("/assets/main-0a1b2c.js", { "accept-encoding": "identity" }),
    ];
    expect([packed, plain].map(({ headers }) => headers.get("content-encoding"))).toEqual(["gzip", null]);
    expect([packed, plain].map(({ headers }) => headers.get("content-type"))).toEqual(
      Array(2).fill("text/javascript; charset=utf-8"),
    );
    expect(canonicalDigest(await packed.text())).toBe(canonicalDigest(await plain.text()));
  });
});

describe("control", () => {
  const control = (verb: string, token: string) =>
    post(`${server.url}/control/${verb}`, { a: 1 }, { authorization: `Bearer ${token}` });

  test("answers whoever holds the token", async () => {
    expect(await (await control("echo", controlToken)).json()).toEqual({ ok: true, request: { a: 1 } });
  });

  test.each([
    { verb: "echo", token: "wrong" },
    { verb: "echo", token: "" },
    { verb: "constructor", token: controlToken },
  ])("does not exist for another token or verb: $verb $token", async ({ verb, token }) => {
    expect(await outcome(control(verb, token))).toEqual([404, "not-found"]);
  });
});

describe("pictures", () => {
  const path = `/media/${picture.sha256}`;
  test("START-1 are shown to staff; to candidates they come sealed, under a name that tells nothing", async () => {
    const candidate = { cookie: await signInCandidate(server) };
    const staff = { cookie: await signInStaff(server, "proctor") };
    for (const headers of [{}, candidate]) {
      expect(await outcome(get(path, headers))).toEqual([401, "not-signed-in"]);
    }
    const shown = await get(path, staff);
    expect(await shown.text()).toBe("<svg/>");
    expect(shown.headers.get("content-type")).toContain("image/svg+xml");
    expect(shown.headers.get("content-security-policy")).toContain("sandbox");
    expect(await outcome(get(`/media/${"0".repeat(64)}`, staff))).toEqual([404, "not-found"]);
    const sealed = `/media/sealed/${sealedPicture.name}`;
    expect(await outcome(get(sealed))).toEqual([401, "not-signed-in"]);
    expect(await (await get(sealed, candidate)).text()).toBe("sealed");
    expect(await outcome(get(`/media/sealed/${"0".repeat(64)}`, candidate))).toEqual([404, "not-found"]);
  });
});

describe("health", () => {
  test("is 200 when all is well and 503 when not", async () => {
    const well = await get("/healthz");
    expect([well.status, await well.json()]).toMatchObject([200, { ok: true, uptime: expect.any(Number) }]);
    server.health.ok = false;
    const ill = await get("/healthz");
    expect([ill.status, await ill.json()]).toMatchObject([503, { ok: false }]);
  });

  test("requests are measured by route, never by the path that was typed", async () => {
    await get(`/${idNumber}?${admissionNumber}`);
    await get("/api/staff/sittings/s1/results");
    const text = await (await get("/metrics")).text();
    expect(text).toContain(`route="/api/staff/sittings/:id/results",status="401"`);
    expect(text).toContain(`route="unmatched",status="404"`);
    expect(text).not.toContain(idNumber);
    expect(text).not.toContain(admissionNumber);
  });
});

test("SEC-3 no ID number and no answer in the log", async () => {
  const answer = "SECRET-ANSWER-𠮷";
  const cookies = [await signInCandidate(server), await signInStaff(server, "officer")];
  await post(`${server.url}/api/candidate/sign-in`, { admissionNumber, idNumber: "11010119900101999X" });
  await post(`${server.url}/api/candidate/sign-in`, { admissionNumber: idNumber, idNumber: admissionNumber });
  await post(`${server.url}/api/candidate/sign-in`, { admissionNumber, idNumber, response: answer });
  await fetch(`${server.url}/api/candidate/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: `{"idNumber":"${idNumber}","response":"${answer}" ${admissionNumber}`,
  });
  await get(`/${admissionNumber}/${idNumber}?answer=${answer}`);
  await get(`/api/staff/sittings/${idNumber}/results`, {
    cookie: cookies.join("; "),
    referer: `http://x/${idNumber}`,
  });
  server.reports.sittings = () =>
    Promise.reject(Object.assign(new Error("failed"), { idNumber, response: answer, person }));
  await get("/api/staff/sittings", { cookie: cookies.join("; ") });
  const log = server.logged();
  expect(log).toContain(`"route":"/api/candidate/sign-in"`);
  expect(log).toContain("failed");
  const secrets = [idNumber, "11010119900101999X", admissionNumber, person.name, answer, staffPassword];
  for (const secret of [...secrets, ...cookies.map((cookie) => cookie.split("=")[1] ?? "")]) {
    expect(log).not.toContain(secret);
  }
});

test("refusals without end do not fill the log, and all are counted", async () => {
  const own = await startTestServer();
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(Array.from({ length: 50 }, () => fetch(`${own.url}/nothing-here-${round}`)));
  }
  const written = own
    .logged()
    .split("\n")
    .filter((line) => line.includes('"status":404')).length;
  expect(written).toBeGreaterThan(0);
  expect(written).toBeLessThan(250);
  const metrics = await (await fetch(`${own.url}/metrics`)).text();
  expect(metrics).toMatch(/request_seconds_count\{[^}]*status="404"[^}]*\} 500/);
  await own.close();
});
