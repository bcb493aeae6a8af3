import { Worker } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import { type Job, type Outcome, type ThreadData, writerThread } from "./writer-thread.ts";

/** Writes in a thread of its own; a promise that resolves means: on disk. */
export interface Writer {
  /** Writes a job, all or nothing. Throws SqliteError. */
  run(job: Job): Promise<void>;
  /** Ends the thread after what was given to it. */
  close(): Promise<void>;
}

interface Waiting {
  job: Job;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Opens the thread that writes the log and the sign-ins. Its reason is the disk: while an fsync takes
 * 5 ms (20 to 100 on the hard disks of lab PCs), the main thread goes on reading sockets and answering
 * heartbeats. What is given to it while it writes goes into the next transaction, so all that arrived
 * meanwhile shares one fsync.
 */
export function openWriter(file: string, pragmas: readonly string[]): Writer {
  const workerData: ThreadData = { file, pragmas, from: import.meta.url };
  const thread = new Worker(`(${writerThread})()`, { eval: true, workerData });
  // An open store keeps no process alive; a write under way does.
  thread.unref();
  let waiting: Waiting[] = [];
  let writing: Waiting[] = [];
  let ended: unknown = null;

  const next = (): void => {
    if (writing.length > 0 || waiting.length === 0) return;
    [writing, waiting] = [waiting, []];
    thread.ref();
    thread.postMessage(writing.map(({ job }) => job));
  };

  const settle = (outcomes: readonly Outcome[]): void => {
    const done = writing;
    writing = [];
    thread.unref();
    done.forEach(({ resolve, reject }, index) => {
      const failure = outcomes[index];
      if (failure) reject(new Sqlite.SqliteError(failure.message, failure.code));
      else resolve();
    });
    next();
  };

  const end = (reason: unknown): void => {
    ended ??= reason;
    for (const { reject } of [...writing, ...waiting]) reject(ended);
    writing = [];
    waiting = [];
  };

  const gone = new Promise<void>((resolve) => {
    thread.once("exit", () => {
      end(new Error("the store is closed"));
      resolve();
    });
  });
  thread.on("message", settle);
  thread.once("error", end);

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        waiting.push({ job, resolve, reject });
        next();
      }),
    close() {
      thread.ref();
      thread.postMessage(null);
      return gone;
    },
  };
}
