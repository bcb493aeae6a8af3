import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { protocolVersion } from "../protocol/messages.ts";
import { type PlanServer, startPlanServer } from "../testing/plan-server.ts";
import type { Auth } from "./auth.ts";
import { admitConnections } from "./connections.ts";
import { cookieOf, post, staffPassword } from "./http/test-server.ts";
import { openSebGate } from "./seb.ts";

let server: PlanServer;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  server = await startPlanServer();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await server.close();
});

/** The doors of the sockets beside the routes, over the same sign-ins. */
async function staffDoor(auth: Auth = server.auth): Promise<string> {
  const http = createServer();
  const sockets = new Server(http);
  admitConnections({
    candidates: sockets.of("/candidate"),
    staff: sockets.of("/staff"),
    auth,
    attemptOf: server.delivery.desk.attemptOf,
    staffDoor: { refusal: () => null, secureUrl: () => "" },
    sebGate: openSebGate({ required: false, configKeys: [], examKeys: [], quitPassword: "", secret: "s" }),
    trustProxy: 0,
    report: (what, cause) => {
      throw new Error(what, { cause });
    },
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  ends.push(() => sockets.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/staff`;
}

/** A page of whoever has the cookie: `code` of the refusal at the door, and when it was sent away afterwards. */
async function page(url: string, cookie: string) {
  const socket = io(url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie },
    auth: { protocol: protocolVersion },
  });
  ends.push(() => socket.disconnect());
  const sentAway = new Promise<string>((resolve) => socket.once("disconnect", resolve));
  const code = await new Promise<string | null>((resolve) => {
    socket.once("connect", () => resolve(null));
    socket.once("connect_error", (error) => resolve((error as Error & { data: { code: string } }).data.code));
  });
  return { socket, code, sentAway };
}

const status = async (cookie: string) =>
  (await fetch(`${server.url}/api/staff/me`, { headers: { cookie } })).status;

test.each([
  { name: "put out of use", at: "/accounts/p1/remove" },
  { name: "given a new password", at: "/accounts/p1/password" },
])("an account that is $name has its pages sent away, and its sign-ins end for good", async ({ at }) => {
  const url = await staffDoor();
  const [cookie, other] = [await server.cookie("p1"), await server.cookie("p2")];
  const [first, second, stranger] = [
    await page(url, cookie),
    await page(url, cookie),
    await page(url, other),
  ];
  expect([first.code, second.code, stranger.code]).toEqual([null, null, null]);
  expect(await server.ask("POST", at)).toMatchObject({ status: 200 });
  expect(await Promise.all([first.sentAway, second.sentAway])).toHaveLength(2);
  expect(stranger.socket.connected).toBe(true);
  await server.ask("POST", "/accounts/p1/enable");
  expect(await status(cookie)).toBe(401);
  expect((await page(url, cookie)).code).toBe("not-signed-in");
  expect(await status(other)).toBe(200);
});

test("SEC-7 a page whose sign-in ends during its handshake is sent away too", async () => {
  const { auth } = server;
  let ending = true;
  const url = await staffDoor({
    ...auth,
    async whoIs(...asked) {
      const person = await auth.whoIs(...asked);
      if (ending) await auth.endStaff("p1");
      ending = false;
      return person;
    },
  });
  const { code, sentAway } = await page(url, await server.cookie("p1"));
  expect(code).toBeNull();
  await sentAway;
});

test("SEC-7 whoever was let in by a password that is replaced meanwhile is not signed in", async () => {
  const { signIns } = server.store;
  await server.cookie("officer");
  const put = signIns.put;
  let replaced = false;
  signIns.put = async (row) => {
    if (!replaced) {
      replaced = true;
      await server.ask("POST", "/accounts/p1/password");
    }
    await put(row);
  };
  const refused = await post(`${server.url}/api/staff/sign-in`, { username: "p1", password: staffPassword });
  expect([refused.status, cookieOf(refused)]).toEqual([401, ""]);
});
