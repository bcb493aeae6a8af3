import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { constants, setPriority } from "node:os";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { PrintOrder } from "./documents.ts";
import { loadTypeface } from "./font/typeface.ts";
import { printDocument } from "./print-document.ts";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.ts";

/**
 * The program of the print thread: prints one document into a file and ends. Documents take seconds of
 * work that must not stand before anybody's answers. The data come in batches when asked for, so that
 * a large document is never in memory whole.
 */
async function print(port: MessagePort, { document, head, total, file }: ThreadData): Promise<void> {
  const tell = (message: FromThread): void => port.postMessage(message);
  const out = createWriteStream(file, { mode: 0o600 });
  const order = { document, head, total, entries: entriesFrom(port, tell) } as PrintOrder;
  const warnings = await printDocument(order, {
    typeface: await loadTypeface(),
    write: (bytes) => out.write(bytes),
    progress: async (done) => {
      tell({ kind: "progress", done });
      if (out.writableNeedDrain) await once(out, "drain");
    },
  });
  out.end();
  await once(out, "close");
  tell({ kind: "done", warnings });
  port.close();
}

async function* entriesFrom(port: MessagePort, tell: (message: FromThread) => void) {
  for (;;) {
    tell({ kind: "more" });
    const [batch] = (await once(port, "message")) as [ToThread];
    yield* batch.entries;
    if (batch.last) return;
  }
}

// On Linux this lowers the calling thread alone, elsewhere it would be the server's whole process: where a
// machine has one core, answers are saved before pages are drawn.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_LOW);
if (parentPort) await print(parentPort, workerData as ThreadData);
