import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";

const folder = () => mkdtempSync(path.join(tmpdir(), "kaochang-startup-"));

/** From `npm start`, already built, to listening, in seconds: a new and a used data folder, and 100,000 items. */
export async function bench(): Promise<BenchResult[]> {
  const shipped = folder();
  const large = folder();
  const bankFile = path.join(large, "bank.json");
  writeFileSync(bankFile, JSON.stringify(largeBank(100_000)));
  try {
    return [
      atMost("server: first start, shipped bank", await secondsToListen(shipped), "s", 2),
      atMost("server: later start, shipped bank", await secondsToListen(shipped), "s", 2),
      {
        name: "server: first start, reading a file of 100,000 items",
        value: await secondsToListen(large, bankFile),
        unit: "s",
      },
      atMost("server: start with 100,000 items", await secondsToListen(large), "s", 5),
    ];
  } finally {
    rmSync(shipped, { recursive: true });
    rmSync(large, { recursive: true });
  }
}

async function secondsToListen(dataDir: string, bankFile = ""): Promise<number> {
  const begun = performance.now();
  const env = { ...process.env, DATA_DIR: dataDir, PORT: "0", HOST: "127.0.0.1", BANK_FILES: bankFile };
  const child = spawn("npm", ["start", "-s", "--", "--json"], { env, detached: true });
  await announced(child);
  const seconds = (performance.now() - begun) / 1000;
  await ended(child);
  return round(seconds);
}

function announced(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

/** npm passes no signal on, so the whole group that was started here is told to stop. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve());
    if (child.pid) process.kill(-child.pid, "SIGTERM");
  });
}

/** Enough made-up items for any form: every topic of Level 3 in every type. */
function largeBank(count: number) {
  const topics = [
    "1.1",
    "1.2",
    "2.1",
    "2.2",
    "2.3",
    "2.4",
    "3.1",
    "3.2",
    "4.1",
    "4.2",
    "5.1",
    "5.2",
    "6.1",
    "6.2",
    "7.1",
    "7.2",
  ];
  const items = Array.from({ length: count }, (_, index) => {
    const common = {
      id: `b-${index}`,
      version: 1,
      syllabus: [topics[index % topics.length]],
      difficulty: "easy",
      status: "active",
      stem: `测量用题 ${index}（  ）。`,
      explanation: "测量用。",
    };
    const options = ["A", "B", "C", "D"].map((id) => ({ id, text: `选项 ${id}` }));
    const kind = Math.floor(index / topics.length) % 3;
    if (kind === 0) return { ...common, type: "single-choice", options, key: "A" };
    if (kind === 1) return { ...common, type: "multiple-choice", options, key: ["A", "B"] };
    return { ...common, type: "true-false", key: true };
  });
  const head = {
    format: "kaochang-bank/1",
    id: "bench",
    title: "bench",
    qualification: "ecommerce-l3",
    test: "theory",
  };
  return { ...head, items };
}
