import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { atLeast, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import { io } from "socket.io-client";
import { connected } from "../../testing/seat.ts";
import { type Cost, costOf, type Load } from "./cost.ts";
import { openExam, papersOf } from "./exam.ts";
import { median } from "./figures.ts";
import { naiveTransactionUs } from "./naive.ts";
import { child, scratch, script } from "./processes.ts";
import { arriveAll, nextEntry, save } from "./seat.ts";

const seats = 400;
const rounds = 4;
const windowMs = 2500;
const warmUpMs = 5000;

/** What a durable save costs the server, against a bare echo of the same size measured in turn. */
export async function durableSave(): Promise<BenchResult[]> {
  const plain = await inTurn({});
  const slow = await withSlowFsync(inTurn);
  const naiveUs = await naiveTransactionUs();
  const [echo, saved] = [cpuUs(plain.echo), cpuUs(plain.save)];
  const ratio = (costs: Cost[], of: (costs: Cost[]) => number, over: Cost[]) => round(of(costs) / of(over));
  return [
    { ...atLeast("save: echo CPU ÷ save CPU", round(echo / saved), "", 0.65), key: "saveToEchoCpuRatio" },
    line("save: server CPU a save", saved, "µs"),
    line("save: server CPU an echo", echo, "µs"),
    line("save: the same ratio with a transaction for each save", echo / (saved + naiveUs), ""),
    line("save: saves a second", perSecond(plain.save), "/s"),
    line("save: echoes a second", perSecond(plain.echo), "/s"),
    atLeast("save, fsync of 5 ms: saves ÷ echoes a second", ratio(slow.save, perSecond, slow.echo), "", 0.6),
    line("save, fsync of 5 ms: saves a second", perSecond(slow.save), "/s"),
    line("save, fsync of 5 ms: share of a core used", median(slow.save.map(({ busy }) => busy)), ""),
  ];
}

function line(name: string, value: number, unit: string): BenchResult {
  return { name, value: round(value), unit };
}

function cpuUs(costs: readonly Cost[]): number {
  return median(costs.map((cost) => cost.cpuUs));
}

function perSecond(costs: readonly Cost[]): number {
  return median(costs.map((cost) => cost.perSecond));
}

interface InTurn {
  echo: Cost[];
  save: Cost[];
}

/** A B A B: the machine's moods meet both alike. `env`: of the product's server. */
async function inTurn(env: Record<string, string>): Promise<InTurn> {
  const exam = await openExam(env);
  const echo = await echoLoad();
  try {
    const saving = await saveLoad(exam);
    const costs: InTurn = { echo: [], save: [] };
    // Both run as compiled code before anything counts, as a server does that has been up for a minute.
    await costOf(echo, warmUpMs);
    await costOf(saving, warmUpMs);
    for (let turn = 0; turn < rounds; turn += 1) {
      costs.echo.push(await costOf(echo, windowMs));
      costs.save.push(await costOf(saving, windowMs));
    }
    saving.leave();
    return costs;
  } finally {
    await echo.close();
    await exam.close();
  }
}

async function saveLoad(exam: Awaited<ReturnType<typeof openExam>>): Promise<Load & { leave(): void }> {
  const sitting = await exam.sitting(seats);
  const papers = papersOf(exam.dataDir);
  const taken = await arriveAll(exam.url, sitting.people);
  await sitting.start();
  const lanes = taken.map((seat) => {
    const paper = papers.get(seat.attempt) ?? [];
    return () => save(seat, paper);
  });
  const leave = () => {
    for (const { socket } of taken) socket.disconnect();
  };
  return { pid: exam.server.pid, lanes, leave };
}

/** As many connections to a bare echo server, each sending what a seat sends. */
async function echoLoad(): Promise<Load & { close(): Promise<void> }> {
  const { file, forget } = await script("echo-server.ts");
  const server = await child<{ url: string }>([file]);
  const sockets = Array.from({ length: seats }, () =>
    io(server.said.url, { transports: ["websocket"], forceNew: true, reconnection: false }),
  );
  await Promise.all(sockets.map(connected));
  const lanes = sockets.map((socket) => {
    const writer = { seq: 0, epoch: 1 };
    const journal = randomBytes(16).toString("hex");
    const paper = [{ id: "ecl3-0123", type: "single-choice" }];
    return () => socket.emitWithAck("entries", { journal, epoch: 1, entries: [nextEntry(writer, paper)] });
  });
  return {
    pid: server.pid,
    lanes,
    async close() {
      for (const socket of sockets) socket.disconnect();
      await server.end();
      forget();
    },
  };
}

/** Builds the shim and hands its environment to the task. */
async function withSlowFsync<T>(task: (env: Record<string, string>) => Promise<T>): Promise<T> {
  const { folder, forget } = scratch();
  try {
    const shim = path.join(folder, "slow-fsync.so");
    const source = path.resolve("exam-server", "bench", "delivery", "slow-fsync.c");
    execFileSync("cc", ["-shared", "-fPIC", "-O2", "-o", shim, source, "-ldl"]);
    return await task({ LD_PRELOAD: shim });
  } finally {
    forget();
  }
}
