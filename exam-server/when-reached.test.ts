import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { whenReached } from "./when-reached.ts";

const never = 600_000;
let server: Server;
let url: string;
let calls = 0;
const called = () => {
  calls += 1;
};

beforeEach(async () => {
  calls = 0;
  server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

test("TIME-1 a server that only listens has not been reached; its first request tells, and no later one again", async () => {
  const callOff = whenReached([server], never, called);
  await sleep(20);
  expect(calls).toBe(0);
  await fetch(url);
  await fetch(url);
  expect(calls).toBe(1);
  callOff();
});

test("TIME-1 a server that nobody asks counts as reached after the time that is given", async () => {
  whenReached([server], 10, called);
  await expect.poll(() => calls).toBe(1);
  await fetch(url);
  expect(calls).toBe(1);
});

test("nothing comes of it when it is called off", async () => {
  whenReached([server], 10, called)();
  await fetch(url);
  await sleep(30);
  expect(calls).toBe(0);
});
