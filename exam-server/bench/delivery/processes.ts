import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";

/** A child process that has said one JSON document on its standard output, and what that was. */
export interface Child<T> {
  pid: number;
  said: T;
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts Node on a script and waits for its first line. Rejects when it ends before. */
export async function child<T>(args: readonly string[], env: Record<string, string> = {}): Promise<Child<T>> {
  const started = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  let log = "";
  started.stderr.on("data", (bytes: Buffer) => {
    log = (log + bytes.toString()).slice(-4000);
  });
  const said = await firstLine<T>(started, () => log);
  return {
    pid: started.pid ?? 0,
    said,
    end(signal = "SIGTERM") {
      if (started.exitCode !== null || started.signalCode !== null) return Promise.resolve();
      const gone = new Promise<void>((resolve) => started.once("exit", () => resolve()));
      started.kill(signal);
      return gone;
    },
  };
}

function firstLine<T>(started: ChildProcess, log: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    let text = "";
    started.stdout?.on("data", (bytes: Buffer) => {
      if (text.includes("\n")) return;
      text += bytes.toString();
      if (text.includes("\n")) resolve(JSON.parse(text) as T);
    });
    started.once("exit", (code, signal) => reject(new Error(`ended with ${code ?? signal}: ${log()}`)));
  });
}

/** A script of this folder, bundled so that Node can run it; `forget` removes it. */
export async function script(name: string): Promise<{ file: string; forget: () => void }> {
  // Inside the repository, so that the registry packages left outside the bundle are found.
  const folder = mkdtempSync(path.resolve("node_modules", ".kaochang-bench-"));
  const file = path.join(folder, "script.mjs");
  await build({
    entryPoints: [path.resolve("exam-server", "bench", "delivery", name)],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return { file, forget: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A folder of the bench's own and how to remove it. */
export function scratch(): { folder: string; forget: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "kaochang-delivery-"));
  return { folder, forget: () => rmSync(folder, { recursive: true, force: true }) };
}

/** CPU that a process and all its threads have used, in milliseconds (Linux; to 10 ms). */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in parentheses may hold blanks; utime and stime are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory of a process in kB. */
export function residentKb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}
