import { Worker } from "node:worker_threads";
import type { DocumentName } from "../protocol/print.ts";
import type { PrintOrder, PrintWarnings } from "./documents.ts";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.ts";

/** Entries that go to the thread at once: with photos some hundred kilobytes, which are copied in a millisecond. */
const peopleAtOnce = 20;
const roomsAtOnce = 1;
const ofRooms: ReadonlySet<DocumentName> = new Set(["sign-in-sheet", "incident-report"]);
const memoryMb = 512;

export interface ThreadRun {
  /** What could not be drawn as it should; rejects when the thread or the entries fail, or when it is stopped. */
  done: Promise<PrintWarnings>;
  stop(): void;
}

/** Prints in a thread of its own. `program`: the built thread.ts. */
export function printInThread(
  program: string,
  file: string,
  { document, head, entries, total }: PrintOrder,
  progress: (done: number) => void,
): ThreadRun {
  const workerData: ThreadData = { document, head, total, file };
  const thread = new Worker(program, { workerData, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  const next = inBatches(entries, ofRooms.has(document) ? roomsAtOnce : peopleAtOnce);
  const done = new Promise<PrintWarnings>((resolve, reject) => {
    thread.on("message", (message: FromThread) => {
      if (message.kind === "done") resolve(message.warnings);
      else if (message.kind === "progress") progress(message.done);
      else next().then((batch) => thread.postMessage(batch), reject);
    });
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("the print thread has ended")));
  });
  const stop = () => void thread.terminate();
  done.catch(stop);
  return { done, stop };
}

function inBatches(source: AsyncIterable<unknown>, batchSize: number): () => Promise<ToThread> {
  const iterator = source[Symbol.asyncIterator]();
  return async () => {
    const entries: unknown[] = [];
    while (entries.length < batchSize) {
      const { done, value } = await iterator.next();
      if (done) return { entries, last: true };
      entries.push(value);
    }
    return { entries, last: false };
  };
}
