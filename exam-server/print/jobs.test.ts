import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { readPdf } from "../testing/pdf-text.ts";
import type { PrintOrder, Ticket } from "./documents.ts";
import { openPrintJobs, type PrintJobs } from "./jobs.ts";
import { each, ticket, ticketsHead } from "./samples.fixture.ts";

/** As `npm run build` leaves it. */
const program = path.resolve("exam-server", "dist", "print-thread.mjs");

let jobs: PrintJobs | null = null;
afterEach(async () => {
  await jobs?.stop();
  jobs = null;
});

function opened() {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "kaochang-print-")), "print");
  const clock = { now: 0 };
  const failures: unknown[] = [];
  const made = openPrintJobs({
    folder,
    program,
    monotonic: () => clock.now,
    random: randomBytes,
    report: (_what, reason) => failures.push(reason),
  });
  jobs = made;
  return { jobs: made, folder, clock, failures };
}

function order(total: number, entries?: AsyncIterable<Ticket>): PrintOrder {
  const list = Array.from({ length: total }, (_, index) => ticket(index));
  return { document: "tickets", head: ticketsHead, entries: entries ?? each(list), total };
}

/** Entries after which the printing waits until it is let go. */
function held(first: number) {
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function* entries() {
    for (let index = 0; index < first; index++) yield ticket(index);
    await gate;
  }
  return { entries: entries(), release };
}

async function until(jobs: PrintJobs, job: string, wanted: string) {
  for (;;) {
    const status = jobs.status(job, null);
    if (!status.ok || status.phase === wanted) return status;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const begun = (started: ReturnType<PrintJobs["start"]>): string => {
  if (!started.ok) throw new Error(started.code);
  return started.job;
};

test("PRINT-1 a document is printed beside the server and counted as it goes", async () => {
  const { jobs } = opened();
  const job = begun(jobs.start(order(45), "准考证 计划", "officer"));
  expect(await until(jobs, job, "done")).toMatchObject({ phase: "done", done: 45, total: 45, warnings: [] });
  const found = jobs.file(job, null);
  expect(found?.fileName).toBe("准考证 计划");
  expect(readPdf(readFileSync(found?.file ?? "")).pages.length).toBe(23);
});

test("one document at a time; another person's is not there for a proctor", async () => {
  const { jobs } = opened();
  const gate = held(20);
  const first = begun(jobs.start(order(20, gate.entries), "a", "p1"));
  const second = begun(jobs.start(order(1), "b", "p2"));
  expect(await until(jobs, first, "printing")).toMatchObject({ phase: "printing", done: 0 });
  expect(jobs.status(second, "p2")).toMatchObject({ phase: "waiting" });
  expect(jobs.status(second, "p1")).toMatchObject({ code: "not-found" });
  expect(jobs.cancel(second, "p1")).toMatchObject({ code: "not-found" });
  expect(jobs.file(first, "p1")).toBeUndefined();
  gate.release();
  expect(await until(jobs, second, "done")).toMatchObject({ done: 1 });
  expect(jobs.file(first, "p1")).toBeDefined();
});

test("a cancelled document leaves no file and lets the next one begin", async () => {
  const { jobs, folder, failures } = opened();
  const job = begun(jobs.start(order(20, held(20).entries), "a", "p"));
  const next = begun(jobs.start(order(1), "b", "p"));
  expect(jobs.cancel(job, "p")).toEqual({ ok: true });
  expect(jobs.status(job, "p")).toMatchObject({ code: "not-found" });
  await until(jobs, next, "done");
  expect(readdirSync(folder)).toEqual([`${next}.pdf`]);
  expect(failures).toEqual([]);
});

test("data that cannot be read end the document as failed, in words for the log", async () => {
  const { jobs, folder, failures } = opened();
  async function* broken(): AsyncGenerator<Ticket> {
    yield ticket(0);
    throw new Error("the roster is gone");
  }
  const job = begun(jobs.start(order(2, broken()), "a", "p"));
  expect(await until(jobs, job, "failed")).toMatchObject({ phase: "failed" });
  expect(failures.map(String)).toEqual(["Error: the roster is gone"]);
  expect(readdirSync(folder)).toEqual([]);
});

test("too many waiting are refused, old ones are dropped, and stopping leaves nothing behind", async () => {
  const { jobs, folder, clock } = opened();
  const gate = held(1);
  const first = begun(jobs.start(order(1, gate.entries), "a", "p"));
  const others = Array.from({ length: 10 }, () => begun(jobs.start(order(1), "b", "p")));
  expect(jobs.start(order(1), "c", "p")).toMatchObject({ code: "print-busy" });
  for (const other of others) jobs.cancel(other, null);
  gate.release();
  await until(jobs, first, "done");
  clock.now = 60 * 60_000 + 1;
  expect(jobs.status(first, null)).toMatchObject({ code: "not-found" });
  expect(readdirSync(folder)).toEqual([]);
  await jobs.stop();
  expect(existsSync(folder)).toBe(false);
});
