import path from "node:path";
import { Worker } from "node:worker_threads";
import { readDelimited } from "./thread/delimited.ts";
import { modestPhoto } from "./thread/photo.ts";
import {
  type FoundPicture,
  type PhotosWanted,
  type ReaderData,
  type ReaderMessage,
  readerThread,
} from "./thread/reader.ts";
import { readWorkbook } from "./thread/workbook.ts";
import { openZip } from "./thread/zip.ts";

/** A roster of 10,000 rows takes a tenth of this; beyond it the file is not a roster. */
const memoryMb = 600;
/** Reading 10,000 rows takes two seconds on an old PC. */
const readWithinMs = 60_000;

export type RosterSource = Omit<ReaderData, "from">;
export type RosterRead = Extract<ReaderMessage, { kind: "read" }>;

/** Reads a roster's files in a thread with a bound on its memory; `close` ends it at any time. */
export function openReader(source: RosterSource) {
  const workerData: ReaderData = { ...source, from: import.meta.url };
  const program = { openZip, readWorkbook, readDelimited, modestPhoto };
  const parts = Object.entries(program).map(([name, part]) => `${name}: ${part}`);
  const thread = new Worker(`(${readerThread})({ ${parts.join()} })`, {
    eval: true,
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  let fail: (sentence: string) => void = () => {};
  let hear: (message: ReaderMessage) => void = () => {};
  thread.on("message", (message: ReaderMessage) => hear(message));
  thread.on("error", () => fail("文件太大或太复杂，读不下来：请只留名单那一张表，另存后再上传"));
  thread.on("exit", () => fail("读取中断，请重新上传"));

  return {
    /** Rejects with an Error that holds the sentence. */
    read(): Promise<RosterRead> {
      const timer = setTimeout(() => fail("读取超时：请只留名单那一张表，另存后再上传"), readWithinMs);
      return new Promise<RosterRead>((resolve, reject) => {
        fail = (sentence) => reject(new Error(sentence));
        hear = (message) => {
          if (message.kind === "read") resolve(message);
          if (message.kind === "failed") reject(new Error(message.sentence));
        };
      }).finally(() => clearTimeout(timer));
    },
    /**
     * Makes photos modest JPEGs in the folder `made`. Returns their files in the order asked for; null for what is
     * no picture. `progress` hears how many are done.
     */
    photos(
      pictures: readonly FoundPicture[],
      atOnce: number,
      progress: (done: number) => void,
    ): Promise<(string | null)[]> {
      const files: (string | null)[] = pictures.map(() => null);
      let done = 0;
      return new Promise((resolve, reject) => {
        fail = (sentence) => reject(new Error(sentence));
        hear = (message) => {
          if (message.kind === "done") resolve(files);
          if (message.kind !== "photo") return;
          if (message.made) files[message.index] = path.join(source.made, `${message.index}.jpg`);
          done += 1;
          progress(done);
        };
        const wanted: PhotosWanted = { pictures, atOnce };
        thread.postMessage(wanted);
      });
    },
    close: () => thread.terminate(),
  };
}

export type Reader = ReturnType<typeof openReader>;
