import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Router } from "express";
import { pino } from "pino";
import type { Reports } from "../../delivery/reports.ts";
import type { Role } from "../../protocol/http.ts";
import { refuse } from "../../protocol/refusal.ts";
import { candidate, enrolment, head, sitting } from "../../store/contract/samples.ts";
import { openSqliteStore } from "../../store/sqlite.ts";
import type { Store } from "../../store/store.ts";
import type { SignInLimits } from "../auth/limits.ts";
import { hashPassword } from "../auth/passwords.ts";
import { type Auth, openAuth } from "../auth.ts";
import { openSebGate } from "../seb.ts";
import { createApp } from "./app.ts";
import { controlRoutes } from "./control.ts";
import { openMetrics } from "./health.ts";
import { redaction } from "./observe.ts";
import type { Printing } from "./print.ts";
import type { Rehearsals } from "./rehearsal.ts";

/** What the tests of the HTTP side share: a real server over a real database in a temporary folder. */
export interface TestServer {
  url: string;
  auth: Auth;
  store: Store;
  databaseFile: string;
  reports: Reports;
  health: { ok: boolean };
  /** Moves the wall clock by which sign-ins expire, in milliseconds. */
  clock: { wall: number };
  /** Everything that was logged, at the most talkative level. */
  logged: () => string;
  close: () => Promise<void>;
}

export const person = candidate(1);
export const staffPassword = "k7mqp-x3hrt-w9ncd";
export const picture = { sha256: "e".repeat(64), type: "image/svg+xml", bytes: Buffer.from("<svg/>") };
export const sealedPicture = { name: "f".repeat(64), bytes: Buffer.from("sealed") };
export const controlToken = "control-token";
export const signInMs = 3_600_000;

const limits: SignInLimits = { tries: 3, triesPerAddress: 12, windowMs: 300_000 };

const nowhere = async () => refuse("not-found");
const noPrinting: Printing = {
  data: {
    tickets: nowhere,
    "seat-labels": nowhere,
    "sign-in-sheet": nowhere,
    "incident-report": nowhere,
    "score-list": nowhere,
    "exam-score-list": nowhere,
  },
  jobs: {
    start: () => refuse("not-found"),
    status: () => refuse("not-found"),
    file: () => undefined,
    cancel: () => refuse("not-found"),
  },
};

const noRehearsals: Rehearsals = {
  desk: { prepare: nowhere, start: nowhere, watch: nowhere, answers: nowhere, finish: nowhere },
  status: () => Promise.reject(new Error("no rehearsals here")),
  begin: nowhere,
  cancel: () => refuse("not-found"),
  stop() {},
};

export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "kaochang-http-"));
  const databaseFile = path.join(folder, "data", "kaochang.sqlite");
  const store = await openSqliteStore(databaseFile);
  await fill(store);
  const dist = makePages(path.join(folder, "dist"));
  const clock = { wall: 1_700_000_000_000 };
  const health = { ok: true };
  const reports: Reports = { sittings: async () => [], results: async () => null };
  const log: string[] = [];
  const logger = pino({ level: "trace", redact: redaction }, { write: (line: string) => log.push(line) });
  const auth = openAuth({
    store,
    mayEnter: async () => true,
    now: () => clock.wall,
    random: randomBytes,
    limits,
    signInMs,
  });
  const metrics = openMetrics();
  const app = createApp({
    auth,
    reports,
    bank: store.bank,
    papers: { picture: async (name) => (name === sealedPicture.name ? sealedPicture.bytes : undefined) },
    quarantine: { loadRescue: async () => refuse("rescue-invalid", "seal") },
    rightOf: () => "all",
    roomMaps: () => [],
    photos: { ofCandidate: async () => null, ofAttempt: nowhere },
    readers: {
      ledger: { lostTime: nowhere },
      seating: { find: nowhere },
      replays: { replay: nowhere },
    },
    rehearsals: noRehearsals,
    archives: { fingerprint: "", open: async () => refuse("not-found"), failed: () => {} },
    printing: noPrinting,
    plans: Router(),
    results: Router(),
    score: Router(),
    health: async () => health,
    metrics,
    logger,
    dist,
    trustProxy: 0,
    staffDoor: { refusal: () => null, secureUrl: () => "" },
    authority: null,
    sebGate: openSebGate({ required: false, configKeys: [], examKeys: [], quitPassword: "", secret: "" }),
    rehearses: async () => false,
    control: controlRoutes(controlToken, { echo: async (request) => ({ ok: true, request }) }),
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    await store.close();
    rmSync(folder, { recursive: true });
  };
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    auth,
    store,
    databaseFile,
    reports,
    health,
    clock,
    logged: () => log.join(""),
    close,
  };
}

async function fill(store: Store): Promise<void> {
  await store.roster.prepare(sitting("s1"), [person, candidate(2)], [enrolment("a1", "s1", 1)], []);
  await store.bank.load(head, [], [picture]);
  const passwordHash = await hashPassword(staffPassword);
  const accounts: [string, Role[]][] = [
    ["officer", ["officer"]],
    ["proctor", ["proctor"]],
    ["nobody", []],
  ];
  for (const [username, roles] of accounts) await store.staff.put({ username, roles, passwordHash });
}

function makePages(dist: string): string {
  mkdirSync(path.join(dist, "assets"), { recursive: true });
  writeFileSync(path.join(dist, "index.html"), "<!doctype html><title>考场</title>");
  writeFileSync(path.join(dist, "favicon.ico"), "icon");
  writeFileSync(path.join(dist, "assets", "main-0a1b2c.js"), "let x = 1;".repeat(1000));
  writeFileSync(path.join(dist, "assets", "font-0a1b2c.woff2"), "font");
  return dist;
}

/** POSTs a value as JSON. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Status and refusal code (or undefined) of a response. */
export async function outcome(response: Response | Promise<Response>): Promise<[number, string | undefined]> {
  const { status } = await response;
  const reply = (await (await response).json()) as { code?: string };
  return [status, reply.code];
}

/** The `Cookie` header that a browser would send back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

export async function signInCandidate({ url }: TestServer): Promise<string> {
  const { admissionNumber, idNumber } = person;
  return cookieOf(await post(`${url}/api/candidate/sign-in`, { admissionNumber, idNumber }));
}

export async function signInStaff({ url }: TestServer, username: string): Promise<string> {
  return cookieOf(await post(`${url}/api/staff/sign-in`, { username, password: staffPassword }));
}
