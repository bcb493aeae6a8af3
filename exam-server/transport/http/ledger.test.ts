import { afterAll, beforeAll, expect, test } from "vitest";
import { outcome, signInStaff, startTestServer, type TestServer } from "./test-server.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Status and code of what one of the accounts gets; nobody: without signing in. */
async function asked(path: string, username: string | null) {
  const cookie = username === null ? "" : await signInStaff(server, username);
  return outcome(fetch(`${server.url}/api/staff/${path}`, { headers: { cookie } }));
}

/** The readers of this server know no sitting, so whoever is let through is told that there is none. */
const through = [404, "not-found"];
const lacksRole = [403, "wrong-role"];

test.each([
  ["sittings/s1/lost-time", "proctor", through],
  ["sittings/s1/lost-time", "officer", lacksRole],
  ["sittings/s1/seating", "proctor", through],
  ["sittings/s1/seating", "officer", through],
  ["sittings/s1/seating", "nobody", lacksRole],
  ["attempts/a1/replay", "officer", through],
  ["attempts/a1/replay", "proctor", lacksRole],
  ["attempts/a1/replay", null, [401, "not-signed-in"]],
])("%s is for whom it is for: %s", async (path, username, expected) => {
  expect(await asked(path, username)).toEqual(expected);
});

test.each(["from=yesterday", "who=", "seat=12&seat=13", "other=1"])(
  "SEAT-1 a query that cannot be understood is refused: %s",
  async (query) => {
    expect(await asked(`sittings/s1/seating?${query}`, "officer")).toEqual([400, "bad-message"]);
  },
);
