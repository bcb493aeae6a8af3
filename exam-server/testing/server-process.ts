import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const bundle = path.resolve("exam-server", "dist", "kaochang.mjs");

/** What `serve --json` prints. */
export interface Announcement {
  url: string;
  staff: { username: string; password: string; roles: string[] }[];
  practice: {
    sitting: { id: string; title: string; minutes: number };
    candidates: { name: string; admissionNumber: string; idNumber: string; seat: string }[];
  } | null;
}

/** A real server process over a data folder of its own, built as users run it. */
export function serverProcess(env: Record<string, string> = {}) {
  const dataDir = mkdtempSync(path.join(tmpdir(), "kaochang-"));
  let child: ChildProcess | null = null;
  let log = "";

  return {
    dataDir,
    /** Everything that the process has printed on standard error so far. */
    log: () => log,
    async start(port = 0): Promise<Announcement> {
      const args = [
        bundle,
        "serve",
        "--json",
        "--host",
        "127.0.0.1",
        "--port",
        String(port),
        "--data-dir",
        dataDir,
      ];
      const started = spawn(process.execPath, args, { env: { ...process.env, LOG_LEVEL: "debug", ...env } });
      child = started;
      started.stderr.on("data", (bytes: Buffer) => {
        log += bytes.toString();
      });
      return announced(started, () => log);
    },
    /** Ends the process by a signal, waits until it is gone, and returns its exit code. */
    async end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
      const ending = child;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return null;
      const gone = new Promise<number | null>((resolve) => ending.once("exit", resolve));
      ending.kill(signal);
      return gone;
    },
    forget: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

export type ServerProcess = ReturnType<typeof serverProcess>;

function announced(child: ChildProcess, log: () => string): Promise<Announcement> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (bytes: Buffer) => {
      text += bytes.toString();
      if (text.endsWith("\n")) resolve(JSON.parse(text) as Announcement);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${log()}`)));
  });
}

/** Runs one `kaochang` verb to its end. */
export function kaochang(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bundle, ...args]);
    let out = "";
    let err = "";
    child.stdout.on("data", (bytes: Buffer) => {
      out += bytes.toString();
    });
    child.stderr.on("data", (bytes: Buffer) => {
      err += bytes.toString();
    });
    child.once("close", (code) => resolve({ code, out, err }));
  });
}
