import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { PrintStatus } from "../protocol/print.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { PrintOrder } from "./documents.ts";
import { printInThread, type ThreadRun } from "./run-thread.ts";

/** Documents that wait or are kept at a time, all staff together. */
const mostWaiting = 10;
const mostKept = 20;
const keptForMs = 60 * 60_000;

interface Job {
  id: string;
  by: string;
  order: PrintOrder;
  /** As the download is called. */
  fileName: string;
  file: string;
  phase: PrintStatus["phase"];
  done: number;
  warnings: readonly string[];
  /** When it ended; null before. */
  ended: number | null;
}

export interface PrintJobsParts {
  /** Where PDFs lie until they are dropped; emptied at the start. */
  folder: string;
  /** The built thread.ts. */
  program: string;
  monotonic: () => number;
  random: (bytes: number) => Uint8Array;
  report: (what: string, reason: unknown) => void;
}

export type PrintJobs = ReturnType<typeof openPrintJobs>;

/** Prints documents one after the other, because a second thread would take the core that answers are saved on. */
export function openPrintJobs({ folder, program, monotonic, random, report }: PrintJobsParts) {
  rmSync(folder, { recursive: true, force: true });
  const jobs = new Map<string, Job>();
  let running: { job: Job; thread: ThreadRun } | null = null;

  const drop = (job: Job): void => {
    jobs.delete(job.id);
    if (running?.job === job) running.thread.stop();
    rmSync(job.file, { force: true });
  };

  const dropOld = (): void => {
    const ended = [...jobs.values()].filter((job) => job.ended !== null);
    const expired = ended.filter(({ ended: at }) => monotonic() - (at ?? 0) > keptForMs);
    const surplus = ended.slice(0, Math.max(0, ended.length - mostKept));
    for (const job of new Set([...expired, ...surplus])) drop(job);
  };

  const next = (): void => {
    if (running) return;
    const job = [...jobs.values()].find(({ phase }) => phase === "waiting");
    if (job) void run(job);
  };

  const run = async (job: Job): Promise<void> => {
    job.phase = "printing";
    const thread = printInThread(program, job.file, job.order, (done) => {
      job.done = done;
    });
    running = { job, thread };
    try {
      job.warnings = await thread.done;
      job.phase = "done";
    } catch (reason) {
      job.phase = "failed";
      if (jobs.has(job.id)) report(`printing ${job.order.document}`, reason);
    }
    job.ended = monotonic();
    if (!jobs.has(job.id) || job.phase === "failed") rmSync(job.file, { force: true });
    running = null;
    next();
  };

  return {
    /** Begins a document, or puts it behind those that wait. */
    start(order: PrintOrder, fileName: string, by: string): { ok: true; job: string } | Refusal {
      dropOld();
      const waiting = [...jobs.values()].filter(({ phase }) => phase === "waiting");
      if (waiting.length >= mostWaiting) return refuse("print-busy");
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const id = Buffer.from(random(16)).toString("hex");
      const file = path.join(folder, `${id}.pdf`);
      const state = { phase: "waiting", done: 0, warnings: [], ended: null } as const;
      jobs.set(id, { id, by, order, fileName, file, ...state });
      next();
      return { ok: true, job: id };
    },

    /** Of whoever began it; an officer (`by: null`) sees everyone's. */
    status(id: string, by: string | null): PrintStatus | Refusal {
      const job = own(id, by);
      if (!job) return refuse("not-found");
      const { phase, done, warnings, order } = job;
      return { ok: true, document: order.document, phase, done, total: order.total, warnings };
    },

    /** Where the PDF lies, once it is done. */
    file(id: string, by: string | null): { file: string; fileName: string } | undefined {
      const job = own(id, by);
      return job?.phase === "done" ? job : undefined;
    },

    cancel(id: string, by: string | null): { ok: true } | Refusal {
      const job = own(id, by);
      if (!job) return refuse("not-found");
      drop(job);
      return { ok: true };
    },

    /** Stops what is being printed and removes every file. */
    async stop(): Promise<void> {
      const last = running;
      for (const job of jobs.values()) drop(job);
      await last?.thread.done.catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function own(id: string, by: string | null): Job | undefined {
    dropOld();
    const job = jobs.get(id);
    return job && (by === null || job.by === by) ? job : undefined;
  }
}
