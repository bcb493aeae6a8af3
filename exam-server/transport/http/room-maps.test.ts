import { afterAll, beforeAll, expect, test } from "vitest";
import { outcome, signInStaff, startTestServer, type TestServer } from "./test-server.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test.each([
  ["proctor", [200, undefined]],
  ["officer", [200, undefined]],
  ["nobody", [403, "wrong-role"]],
  [null, [401, "not-signed-in"]],
])("how the rooms stand is for whoever watches them: %s", async (username, expected) => {
  const cookie = username === null ? "" : await signInStaff(server, username);
  const url = `${server.url}/api/staff/sittings/s1/rooms`;
  expect(await outcome(fetch(url, { headers: { cookie } }))).toEqual(expected);
});
