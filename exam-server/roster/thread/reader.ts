import type * as Xlsx from "@e965/xlsx";
import type { parse } from "csv-parse/sync";
import type { zipSync } from "fflate";
import type Sharp from "sharp";
import type { RosterFile } from "../grid.ts";
import type { readDelimited } from "./delimited.ts";
import type { modestPhoto } from "./photo.ts";
import type { readWorkbook } from "./workbook.ts";
import type { openZip, Zip } from "./zip.ts";

export interface ReaderData {
  /** The roster's file, and whether it is a workbook. */
  roster: string;
  workbook: boolean;
  /** Files of photos: pictures, or zips of them. */
  photos: readonly { file: string; name: string; zip: boolean }[];
  mostRows: number;
  /** Folder for the photos that are made, `<index>.jpg`: thousands of them do not belong into memory. */
  made: string;
  /** A module beside which the packages are found. */
  from: string;
}

/** A picture that came with the roster; `source`: -1 in the workbook, else the number of the file in `photos`. */
export interface FoundPicture {
  source: number;
  /** Name inside the zip or the workbook, or of the file itself. */
  name: string;
}

export type ReaderMessage =
  | { kind: "read"; file: RosterFile; pictures: FoundPicture[]; notes: string[] }
  | { kind: "failed"; sentence: string }
  | { kind: "photo"; index: number; made: boolean }
  | { kind: "done" };

/** What is asked of it after reading: these pictures, made smaller, `atOnce` at a time. */
export interface PhotosWanted {
  pictures: readonly FoundPicture[];
  atOnce: number;
}

interface Parts {
  openZip: typeof openZip;
  readWorkbook: typeof readWorkbook;
  readDelimited: typeof readDelimited;
  modestPhoto: typeof modestPhoto;
}

/**
 * The body of the reading thread: a file from outside may be anything, so it is taken apart where running out of
 * memory costs nobody else anything. Started from this function's text: it names nothing outside itself.
 */
export function readerThread({ openZip, readWorkbook, readDelimited, modestPhoto }: Parts): void {
  const { parentPort, workerData } = process.getBuiltinModule("node:worker_threads");
  const fs = process.getBuiltinModule("node:fs");
  const { roster, workbook, photos, mostRows, made, from } = workerData as ReaderData;
  const load = process.getBuiltinModule("node:module").createRequire(from);
  const opened = new Map<number, Zip>();
  const notes: string[] = [];

  const tell = (message: ReaderMessage) => parentPort?.postMessage(message);

  const read = (): RosterFile => {
    if (!workbook) {
      const { parse: parseCsv } = load("csv-parse/sync") as { parse: typeof parse };
      return readDelimited(fs.readFileSync(roster), { parseCsv, mostRows });
    }
    const zip = openZip(roster, "工作簿");
    opened.set(-1, zip);
    const fflate = load("fflate") as { zipSync: typeof zipSync };
    const pack = (files: Parameters<typeof zipSync>[0]) => fflate.zipSync(files, { level: 0 });
    return {
      grids: readWorkbook(zip, { xlsx: load("@e965/xlsx") as typeof Xlsx, pack, mostRows }),
      encoding: null,
    };
  };

  const isPicture = (name: string) =>
    /\.(jpe?g|png|bmp|webp|gif|tiff?)$/i.test(name) && !name.startsWith("__MACOSX/");

  const found = (): FoundPicture[] =>
    photos.flatMap(({ file, name, zip }, source): FoundPicture[] => {
      if (!zip) return [{ source, name }];
      try {
        const archive = openZip(file, "压缩包");
        opened.set(source, archive);
        return archive.entries
          .filter((entry) => isPicture(entry.name))
          .map((entry) => ({ source, name: entry.name }));
      } catch (failure) {
        notes.push(`照片压缩包“${name}”不能使用：${failure instanceof Error ? failure.message : ""}`);
        return [];
      }
    });

  const names = new Map<number, Map<string, Zip["entries"][number]>>();
  const bytesOf = ({ source, name }: FoundPicture): Buffer => {
    const zip = opened.get(source);
    if (!zip) return fs.readFileSync(photos[source]?.file ?? "");
    const known = names.get(source) ?? new Map(zip.entries.map((entry) => [entry.name, entry]));
    names.set(source, known);
    const entry = known.get(name);
    if (!entry) throw new Error("the picture is not there");
    return zip.read(entry);
  };

  const makeSmaller = async ({ pictures, atOnce }: PhotosWanted) => {
    const sharp = load("sharp") as typeof Sharp;
    sharp.concurrency(1);
    sharp.cache(false);
    let next = 0;
    const lane = async () => {
      for (let index = next++; index < pictures.length; index = next++) {
        const picture = pictures[index];
        const bytes = picture ? await smaller(sharp, picture) : null;
        if (bytes) fs.writeFileSync(`${made}/${index}.jpg`, bytes);
        tell({ kind: "photo", index, made: bytes !== null });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    tell({ kind: "done" });
  };

  /** Null for what is no picture, or cannot be read out of its zip. */
  const smaller = async (sharp: typeof Sharp, picture: FoundPicture): Promise<Buffer | null> => {
    try {
      return await modestPhoto(sharp, bytesOf(picture));
    } catch {
      return null;
    }
  };

  parentPort?.on("message", (wanted: PhotosWanted) => {
    void makeSmaller(wanted).finally(() => parentPort.close());
  });
  try {
    const file = read();
    tell({ kind: "read", file, pictures: found(), notes });
  } catch (failure) {
    const known = failure instanceof Error && /[\u4e00-\u9fff]/.test(failure.message);
    tell({ kind: "failed", sentence: known ? failure.message : "文件已损坏，或不是 .xlsx 或 .csv 表格" });
    parentPort?.close();
  }
}
