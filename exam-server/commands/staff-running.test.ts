import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { protocolVersion } from "../protocol/messages.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "../testing/server-process.ts";
import { cookieOf, post } from "../transport/http/test-server.ts";

let server: ServerProcess;
let first: Announcement;
beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
});
afterAll(async () => {
  await server.end();
  server.forget();
});

test("a new password from the command line ends the account's sign-ins and sends its pages away while the server runs", async () => {
  const proctor = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!proctor) throw new Error("no proctor");
  const { username, password } = proctor;
  const cookie = cookieOf(await post(`${first.url}/api/staff/sign-in`, { username, password }));
  const socket = io(`${first.url}/staff`, {
    transports: ["websocket"],
    reconnection: false,
    extraHeaders: { cookie },
    auth: { protocol: protocolVersion },
  });
  const sentAway = new Promise((resolve) => socket.once("disconnect", resolve));
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const made = await kaochang("staff", "password", username, "--json", "--data-dir", server.dataDir);
  expect(made.code).toBe(0);
  await sentAway;
  const me = await fetch(`${first.url}/api/staff/me`, { headers: { cookie } });
  expect(me.status).toBe(401);
  const again = { username, password: (JSON.parse(made.out) as { password: string }).password };
  expect((await post(`${first.url}/api/staff/sign-in`, again)).status).toBe(200);
});
