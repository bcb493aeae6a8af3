import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RightOf } from "../../delivery/plan/watch-rights.ts";
import type { PrintTask } from "../../delivery/print-data.ts";
import { openPrintJobs, type PrintJobs } from "../../print/jobs.ts";
import { each, report, reported, ticket, ticketsHead } from "../../print/samples.fixture.ts";
import type { PrintStarted, PrintStatus } from "../../protocol/print.ts";
import { refuse } from "../../protocol/refusal.ts";
import { readPdf } from "../../testing/pdf-text.ts";
import { printRoutes } from "./print.ts";
import { outcome, post, staffPassword, startTestServer, type TestServer } from "./test-server.ts";

const tickets = (): PrintTask => ({
  ok: true,
  order: { document: "tickets", head: ticketsHead, entries: each([ticket(0, "李𪜎")]), total: 1 },
  fileName: "2026年：第/1批",
});
const incidentReport = (): PrintTask => ({
  ok: true,
  order: {
    document: "incident-report",
    head: { ...reported, root: null, fingerprint: "AB" },
    entries: each([report]),
    total: 1,
  },
  fileName: "理论",
});

/** As if the plan had assigned the proctor to one room. */
const rightOf: RightOf = (_who, sittingId) => (sittingId === "s1" ? new Set(["第 1 考场"]) : null);

let signIns: TestServer;
let jobs: PrintJobs;
let server: Server;
let url: string;
const unanswered: string[] = [];

beforeAll(async () => {
  signIns = await startTestServer();
  jobs = openPrintJobs({
    folder: path.join(mkdtempSync(path.join(tmpdir(), "kaochang-print-")), "print"),
    program: path.resolve("exam-server", "dist", "print-thread.mjs"),
    monotonic: () => 0,
    random: randomBytes,
    report: (what, reason) => {
      throw new Error(what, { cause: reason });
    },
  });
  const nothing = async () => refuse("nothing-to-print");
  const data = {
    tickets: async () => tickets(),
    "seat-labels": nothing,
    "sign-in-sheet": nothing,
    "incident-report": async () => incidentReport(),
    "score-list": nothing,
    "exam-score-list": nothing,
  };
  const app = express();
  app.use(express.json(), printRoutes(signIns.auth, { data, jobs }, rightOf));
  // A route that answers and goes on would answer twice.
  app.use((request) => unanswered.push(request.url));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  expect(unanswered).toEqual([]);
  server.close();
  await jobs.stop();
  await signIns.close();
});

async function cookieOf(username: string): Promise<Record<string, string>> {
  const response = await post(`${signIns.url}/api/staff/sign-in`, { username, password: staffPassword });
  return { Cookie: (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
}

async function printed(document: string, body: unknown, headers: Record<string, string>) {
  const { job } = (await (await post(`${url}/${document}`, body, headers)).json()) as PrintStarted;
  for (;;) {
    const status = (await (await fetch(`${url}/jobs/${job}`, { headers })).json()) as PrintStatus;
    if (status.phase === "done") return { job, status };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const ofPlan = { plan: "p1", sitting: null, room: null, perPage: 2 };
const ofSitting = { sitting: "s1", room: null };

test("PRINT-1 an officer prints tickets: progress, warnings, and a file with a Chinese name", async () => {
  const officer = await cookieOf("officer");
  const { job, status } = await printed("tickets", ofPlan, officer);
  expect(status).toMatchObject({ document: "tickets", done: 1, total: 1 });
  expect(status.warnings.join()).toContain("“𪜎”（U+2A70E）");
  const file = await fetch(`${url}/jobs/${job}/file`, { headers: officer });
  expect(file.headers.get("content-type")).toBe("application/pdf");
  const name = file.headers.get("content-disposition")?.match(/filename\*=UTF-8''(\S+)/)?.[1] ?? "";
  expect(decodeURIComponent(name)).toBe("准考证 2026年：第 1批.pdf");
  expect(readPdf(new Uint8Array(await file.arrayBuffer())).pages.length).toBe(1);
  const remove = () => fetch(`${url}/jobs/${job}`, { method: "DELETE", headers: officer });
  expect((await remove()).status).toBe(200);
  expect(await outcome(fetch(`${url}/jobs/${job}/file`, { headers: officer }))).toEqual([404, "not-found"]);
});

test("a proctor prints the sheets of rooms and nothing else, and sees only their own", async () => {
  const [officer, proctor] = [await cookieOf("officer"), await cookieOf("proctor")];
  const { job } = await printed("incident-report", ofSitting, proctor);
  expect((await fetch(`${url}/jobs/${job}/file`, { headers: officer })).status).toBe(200);
  expect(await outcome(post(`${url}/tickets`, ofPlan, proctor))).toEqual([403, "wrong-role"]);
  const elsewhere = { ...ofSitting, room: "第 2 考场" };
  expect(await outcome(post(`${url}/incident-report`, elsewhere, proctor))).toEqual([403, "wrong-room"]);
  const unassigned = { ...ofSitting, sitting: "s2" };
  expect(await outcome(post(`${url}/sign-in-sheet`, unassigned, proctor))).toEqual([403, "wrong-room"]);
  const other = await printed("incident-report", ofSitting, officer);
  expect(await outcome(fetch(`${url}/jobs/${other.job}`, { headers: proctor }))).toEqual([404, "not-found"]);
});

test("strangers, other shapes and other documents are refused", async () => {
  const officer = await cookieOf("officer");
  expect(await outcome(post(`${url}/tickets`, ofPlan))).toEqual([401, "not-signed-in"]);
  expect(await outcome(fetch(`${url}/jobs/x`))).toEqual([401, "not-signed-in"]);
  expect(await outcome(post(`${url}/tickets`, ofPlan, await cookieOf("nobody")))).toEqual([
    403,
    "wrong-role",
  ]);
  expect(await outcome(post(`${url}/tickets`, { ...ofPlan, perPage: 3 }, officer))).toEqual([
    400,
    "bad-message",
  ]);
  expect(await outcome(post(`${url}/constructor`, {}, officer))).toEqual([404, "not-found"]);
  expect(await outcome(post(`${url}/seat-labels`, ofSitting, officer))).toEqual([409, "nothing-to-print"]);
});
