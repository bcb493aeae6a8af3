import { readFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  cookieOf,
  outcome,
  person,
  post,
  signInCandidate,
  signInMs,
  signInStaff,
  staffPassword,
  startTestServer,
  type TestServer,
} from "./test-server.ts";

let server: TestServer;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  server = await startTestServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const { admissionNumber, idNumber } = person;
const asCandidate = (body: unknown) => post(`${server.url}/api/candidate/sign-in`, body);
const asStaff = (body: unknown) => post(`${server.url}/api/staff/sign-in`, body);
const staffGet = (path: string, cookie: string) =>
  fetch(`${server.url}/api/staff${path}`, { headers: { cookie } });

describe("candidates", () => {
  test("both numbers right: signed in", async () => {
    const response = await asCandidate({ admissionNumber, idNumber });
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
    const who = await server.auth.whoIs(cookieOf(response), "candidate");
    expect(who).toEqual({ subject: person.id, roles: [] });
  });

  const fullWidth = (text: string) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  test.each([
    { name: "a small x", typed: { admissionNumber, idNumber: idNumber.toLowerCase() } },
    {
      name: "full-width digits",
      typed: { admissionNumber: fullWidth(admissionNumber), idNumber: fullWidth(idNumber) },
    },
    {
      name: "white space",
      typed: {
        admissionNumber: ` ${admissionNumber}\t`,
        idNumber: `${idNumber.slice(0, 6)} ${idNumber.slice(6)}`,
      },
    },
  ])("$name makes no difference", async ({ typed }) => {
    expect(await outcome(asCandidate(typed))).toEqual([200, undefined]);
  });

  test("the refusal tells which of the two is wrong", async () => {
    const unknown = await asCandidate({ admissionNumber: "2025999999", idNumber });
    const wrong = await asCandidate({ admissionNumber, idNumber: "11010119900101999X" });
    expect(await outcome(unknown)).toEqual([401, "unknown-admission-number"]);
    expect(await outcome(wrong)).toEqual([401, "wrong-id-number"]);
    expect([cookieOf(unknown), cookieOf(wrong)]).toEqual(["", ""]);
  });
});

describe("staff", () => {
  test("name and password right: signed in, and told as whom", async () => {
    const response = await asStaff({ username: "officer", password: staffPassword });
    const me = { ok: true, username: "officer", roles: ["officer"] };
    expect([response.status, await response.json()]).toEqual([200, me]);
    expect(await (await staffGet("/me", cookieOf(response))).json()).toEqual(me);
  });

  test.each([
    { username: "officer", password: "wrong" },
    { username: "unknown", password: staffPassword },
  ])("wrong credentials are not told apart: $username", async (given) => {
    expect(await outcome(asStaff(given))).toEqual([401, "wrong-credentials"]);
  });

  test("an account that is gone or changed has no old rights", async () => {
    const cookie = await signInStaff(server, "officer");
    const passwordHash = "x";
    await server.store.staff.put({ username: "officer", roles: ["proctor"], passwordHash });
    expect(await outcome(staffGet("/sittings/s1/results", cookie))).toEqual([403, "wrong-role"]);
  });
});

test("SEC-4 staff and candidate cookies are httpOnly and SameSite", async () => {
  const responses = [
    await asCandidate({ admissionNumber, idNumber }),
    await asStaff({ username: "proctor", password: staffPassword }),
  ];
  for (const response of responses) {
    const [cookie = "", ...more] = response.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^kaochang_(candidate|staff)=[\w-]{43}; /);
    const attributes = cookie.split("; ").slice(1);
    expect(attributes.sort()).toEqual(["HttpOnly", "Path=/", "SameSite=Strict"]);
  }
});

test("SEC-5 passwords are kept as argon2id, tokens as hashes", async () => {
  const cookies = [await signInCandidate(server), await signInStaff(server, "officer")];
  const db = new Sqlite(server.databaseFile, { readonly: true });
  const hashes = db.prepare<[], string>("SELECT password_hash FROM staff").pluck().all();
  for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(db.prepare("SELECT length(token_hash) FROM sign_in").pluck().all()).toEqual([64, 64]);
  db.close();
  const bytes =
    readFileSync(server.databaseFile, "latin1") + readFileSync(`${server.databaseFile}-wal`, "latin1");
  expect(bytes).toContain("$argon2id$");
  for (const secret of [staffPassword, ...cookies.map((cookie) => cookie.split("=")[1] ?? "")]) {
    expect(secret.length).toBeGreaterThan(10);
    expect(bytes).not.toContain(secret);
  }
});

describe("a sign-in ends", () => {
  test("when its time is over", async () => {
    const [candidate, staff] = [await signInCandidate(server), await signInStaff(server, "officer")];
    server.clock.wall += signInMs - 1;
    expect(await server.auth.whoIs(candidate, "candidate")).not.toBeNull();
    expect(await outcome(staffGet("/me", staff))).toEqual([200, undefined]);
    server.clock.wall += 1;
    expect(await server.auth.whoIs(candidate, "candidate")).toBeNull();
    expect(await outcome(staffGet("/me", staff))).toEqual([401, "not-signed-in"]);
  });

  test("by signing out, and the cookie is cleared", async () => {
    const cookie = await signInStaff(server, "officer");
    const response = await post(`${server.url}/api/staff/sign-out`, {}, { cookie });
    expect(await response.json()).toEqual({ ok: true });
    expect(response.headers.get("set-cookie")).toContain("Max-Age=0");
    expect(await outcome(staffGet("/me", cookie))).toEqual([401, "not-signed-in"]);
  });

  test("signing out without a sign-in is no error", async () => {
    expect((await fetch(`${server.url}/api/candidate/sign-out`, { method: "POST" })).status).toBe(200);
  });
});

describe("who is not let in", () => {
  test.each(["", "kaochang_staff=", "kaochang_staff=forged", "kaochang_staff=%E0%A4%A", "other=1"])(
    "cookie %j",
    async (cookie) => {
      expect(await outcome(staffGet("/me", cookie))).toEqual([401, "not-signed-in"]);
    },
  );

  test("a candidate's token is none of the staff's, nor the other way round", async () => {
    const candidate = (await signInCandidate(server)).replace("kaochang_candidate", "kaochang_staff");
    const staff = (await signInStaff(server, "officer")).replace("kaochang_staff", "kaochang_candidate");
    expect(await outcome(staffGet("/me", candidate))).toEqual([401, "not-signed-in"]);
    expect(await server.auth.whoIs(staff, "candidate")).toBeNull();
  });
});

describe("too many tries", () => {
  const wrong = () => outcome(asCandidate({ admissionNumber, idNumber: "11010119900101999X" }));
  const right = () => outcome(asCandidate({ admissionNumber, idNumber }));

  test("block an admission number, however it is written, until the time is over", async () => {
    for (let n = 0; n < 3; n += 1) expect(await wrong()).toEqual([401, "wrong-id-number"]);
    expect(await right()).toEqual([429, "too-many-tries"]);
    expect(await outcome(asCandidate({ admissionNumber: ` ${admissionNumber}`, idNumber }))).toEqual([
      429,
      "too-many-tries",
    ]);
    expect(await outcome(asStaff({ username: "officer", password: staffPassword }))).toEqual([
      200,
      undefined,
    ]);
    vi.setSystemTime(Date.now() + 300_000);
    expect(await right()).toEqual([200, undefined]);
  });

  test("are counted anew after a correct sign-in", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 2; n += 1) expect(await wrong()).toEqual([401, "wrong-id-number"]);
      expect(await right()).toEqual([200, undefined]);
    }
  });

  test("in parallel do not pass together", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => outcome(asStaff({ username: "officer", password: "no" }))),
    );
    expect(outcomes.filter(([status]) => status === 401)).toHaveLength(3);
    expect(outcomes.filter(([status]) => status === 429)).toHaveLength(5);
  });

  test("from one address block it, but correct sign-ins from there do not count", async () => {
    for (let n = 0; n < 20; n += 1) expect(await right()).toEqual([200, undefined]);
    for (let n = 0; n < 12; n += 1) {
      const unknown = { admissionNumber: `9${n}`, idNumber };
      expect(await outcome(asCandidate(unknown))).toEqual([401, "unknown-admission-number"]);
    }
    expect(await right()).toEqual([429, "too-many-tries"]);
  });
});
