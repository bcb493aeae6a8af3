import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Outage } from "../judge/timeline.ts";
import { type Machine, simulatedMachine } from "../native/shim.ts";
import { endWithSuite } from "./at-exit.ts";
import { now, pause } from "./pause.ts";

/** The server as users run it. */
export const builtServer = path.resolve("exam-server", "dist", "kaochang.mjs");

/** How a server process is to be run. */
export interface ServerMake {
  /** Path of the bundle: the built one, or one with faults put into it. */
  bundle: string;
  env: Record<string, string>;
  /** What stands beneath it: this machine, one that can be bent, or one that records its disk as well. */
  machine: "own" | "bent" | "recorded";
}

export const plainServer: ServerMake = { bundle: builtServer, env: {}, machine: "own" };

export interface Account {
  username: string;
  password: string;
}

/** A server process over a data folder of its own, with a record of when nobody answered. */
export interface ServerUnderTest {
  readonly port: number;
  readonly url: string;
  readonly dataDir: string;
  readonly proctor: Account;
  readonly outages: Outage[];
  /** The simulated machine beneath the present data folder. Throws where the make has none. */
  machine(): Machine;
  /** Whether a process runs and has answered. */
  up(): boolean;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Sends the process a signal. */
  signal(name: NodeJS.Signals): void;
  /** Starts again on the same port, with this environment besides, on another data folder if one is named. */
  restart(changed?: { dataDir?: string; env?: Record<string, string> }): Promise<void>;
  /** Resolves when the present process is gone by itself. */
  gone(): Promise<void>;
  /** Asks as the `kaochang` command does. */
  control<T>(verb: string, body: unknown): Promise<T>;
  stop(): Promise<void>;
  forget(): void;
}

interface Announcement {
  url: string;
  staff: (Account & { roles: string[] })[];
}

export async function openServer(make: ServerMake, graceMs: number): Promise<ServerUnderTest> {
  const outages: Outage[] = [];
  const beneath = (folder: string) => ({
    folder,
    machine:
      make.machine === "own" ? null : simulatedMachine(folder, { record: make.machine === "recorded" }),
  });
  let place = beneath(mkdtempSync(path.join(tmpdir(), "kaochang-faults-")));
  const places = [place];
  let env = make.env;
  let log = "";
  let up = false;
  let child: ChildProcess;
  let ended: Promise<void>;

  const run = async (port: number): Promise<Announcement> => {
    const args = ["--json", "--host", "127.0.0.1", "--port", String(port), "--data-dir", place.folder];
    const started = spawn(process.execPath, [make.bundle, "serve", ...args], {
      env: { ...process.env, LOG_LEVEL: "error", GRACE_MS: String(graceMs), ...env, ...place.machine?.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    started.stderr.on("data", (bytes: Buffer) => {
      log = (log + bytes.toString()).slice(-20_000);
    });
    ended = new Promise((resolve) =>
      started.once("exit", () => {
        if (up) outages.push({ from: now(), to: Number.POSITIVE_INFINITY });
        up = false;
        resolve();
      }),
    );
    const first = await Promise.race([announced(started), ended]);
    if (!first) throw new Error(`the server did not start: ${log}`);
    return first;
  };

  /** From when on it answers, which is before it has announced itself. */
  const answering = async (url: string) => {
    while (child.exitCode === null && child.signalCode === null) {
      const answered = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1000) }).then(
        (response) => response.ok,
        () => false,
      );
      if (answered) break;
      await pause(10);
    }
    const last = outages.at(-1);
    if (last) last.to = now();
    up = true;
  };

  const first = await run(0);
  up = true;
  const port = Number(new URL(first.url).port);
  const proctor = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!proctor) throw new Error("the server made no proctor");

  const callOff = endWithSuite(() => child.kill("SIGKILL"));
  const end = async (signal: NodeJS.Signals) => {
    if (up) outages.push({ from: now(), to: Number.POSITIVE_INFINITY });
    up = false;
    child.kill(signal);
    await ended;
  };

  return {
    port,
    url: first.url,
    proctor,
    outages,
    get dataDir() {
      return place.folder;
    },
    machine() {
      if (!place.machine) throw new Error("this server runs on the machine itself");
      return place.machine;
    },
    up: () => up,
    kill: () => end("SIGKILL"),
    signal: (name) => child.kill(name),
    async restart(changed = {}) {
      env = { ...make.env, ...changed.env };
      if (changed.dataDir) {
        place = beneath(changed.dataDir);
        places.push(place);
      }
      await Promise.all([run(port), pause(50).then(() => answering(first.url))]);
    },
    gone: () => ended,
    async control(verb, body) {
      const { url, token } = JSON.parse(readFileSync(path.join(place.folder, "control.json"), "utf8"));
      const response = await fetch(`${url}/control/${verb}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`control ${verb}: ${await response.text()}`);
      return response.json();
    },
    stop: () => end("SIGTERM"),
    forget() {
      callOff();
      for (const { folder, machine } of places) {
        machine?.forget();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function announced(child: ChildProcess): Promise<Announcement> {
  return new Promise((resolve) => {
    let text = "";
    child.stdout?.on("data", (bytes: Buffer) => {
      text += bytes.toString();
      if (text.endsWith("\n")) resolve(JSON.parse(text) as Announcement);
    });
  });
}
