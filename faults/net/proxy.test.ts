import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { dice } from "../run/dice.ts";
import { now, pause, until } from "../run/pause.ts";
import { type Cable, openCable } from "./proxy.ts";
import { delayOf, fair } from "./weather.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server that says everything back, and a client behind a cable; `heard` is what came back. */
async function echo(): Promise<{ cable: Cable; client: Socket; heard: () => string; dead: () => boolean }> {
  const server = createServer((socket) => socket.on("error", () => {}).pipe(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  const cable = await openCable((server.address() as AddressInfo).port, dice("echo"));
  closing.push(cable.close);
  const client = connect(Number(new URL(cable.url).port), "127.0.0.1");
  let text = "";
  let reset = false;
  client.on("data", (bytes) => {
    text += bytes.toString();
  });
  client.on("error", () => {
    reset = true;
  });
  await once(client, "connect");
  return { cable, client, heard: () => text, dead: () => reset };
}

test("in fair weather everything passes", async () => {
  const { client, heard } = await echo();
  client.write("hello");
  expect(await until(2000, () => heard() === "hello")).toBe(true);
});

test("a cut resets the connection", async () => {
  const { cable, client, heard, dead } = await echo();
  client.write("hello");
  await until(2000, () => heard() === "hello");
  cable.turn({ kind: "cut" });
  expect(await until(2000, dead)).toBe(true);
});

test.each([["up"], ["down"]] as const)("what is silent %s arrives in order afterwards", async (way) => {
  const { cable, client, heard, dead } = await echo();
  cable.turn({ kind: "silent", ways: [way] });
  client.write("one ");
  await pause(50);
  client.write("two");
  await pause(150);
  expect([heard(), dead()]).toEqual(["", false]);
  cable.turn(fair);
  expect(await until(2000, () => heard() === "one two")).toBe(true);
});

test("a slow cable delays both ways", async () => {
  const { cable, client, heard } = await echo();
  cable.turn({ kind: "slow", ms: 150 });
  const sent = now();
  client.write("hello");
  await until(5000, () => heard() === "hello");
  expect(now() - sent).toBeGreaterThanOrEqual(299);
});

test("30 % loss delays about 30 % of segments by a retransmission or more", () => {
  const chance = dice("loss");
  const delays = Array.from({ length: 5000 }, () => delayOf({ kind: "lossy", share: 0.3 }, 100, chance));
  const late = delays.filter((delay) => delay > 0);
  expect(late.length / delays.length).toBeCloseTo(0.3, 1);
  expect(Math.min(...late)).toBe(200);
  expect(late).toContain(600);
});
