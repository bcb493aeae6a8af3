import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type ControlFile, readControlFile } from "../control-file.ts";
import type { Outage } from "./timekeeper.ts";

const lookEveryMs = 20;
const backWithinMs = 120_000;

/** Where the restarted server writes what it prints. */
export const restartLog = "server-restarted.log";

/** The server did not come back. */
export class ServerGone extends Error {}

/**
 * kill -9 of the data folder's server, and the same server again with the same arguments, in the
 * background; one that is kept up is left to its keeper, because two would fight for the folder.
 * Resolves to when it was gone by `monotonic`. Throws ServerGone.
 */
export async function restartServer(dataDir: string, monotonic: () => number): Promise<Outage> {
  const control = readControlFile(dataDir);
  if (!control) throw new ServerGone("没有找到服务器的控制文件");
  const died = await kill(control, monotonic);
  if (!control.keptUp) launch(dataDir, control);
  return { died, back: await answering(control.url, monotonic) };
}

async function kill({ pid, url }: ControlFile, monotonic: () => number): Promise<Outage["died"]> {
  const from = monotonic();
  process.kill(pid, "SIGKILL");
  while (await answers(url)) await pause(lookEveryMs);
  return { from, to: monotonic() };
}

function launch(dataDir: string, { argv, env, cwd }: ControlFile): void {
  const log = openSync(path.join(dataDir, restartLog), "a", 0o600);
  const child = spawn(process.execPath, argv, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    windowsHide: true,
    stdio: ["ignore", log, log],
  });
  // What cannot be started is noticed because nothing answers.
  child.on("error", () => {});
  child.unref();
  closeSync(log);
}

async function answering(url: string, monotonic: () => number): Promise<Outage["back"]> {
  const begun = monotonic();
  for (;;) {
    const from = monotonic();
    if (await answers(url)) return { from, to: monotonic() };
    if (from - begun > backWithinMs) throw new ServerGone("服务器没有重新启动");
    await pause(lookEveryMs);
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );
}
