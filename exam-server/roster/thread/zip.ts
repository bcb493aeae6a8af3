/** One file inside a zip. */
export interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  size: number;
  at: number;
}

export interface Zip {
  entries: readonly ZipEntry[];
  /** The content of one; throws when it is damaged, or larger than it said it would be. */
  read(entry: ZipEntry): Buffer;
  close(): void;
}

/**
 * Opens a zip by its directory and reads only what is asked for: a roster's pictures are hundreds of megabytes.
 * Throws an Error with a sentence for the officer; `what`: what they take the file for. APPNOTE 6.3.10; zip64 is refused, since no upload is that large.
 *
 * Part of the reader's thread, which is started from this function's text: it names nothing outside itself.
 */
export function openZip(file: string, what: "工作簿" | "压缩包"): Zip {
  const fs = process.getBuiltinModule("node:fs");
  const zlib = process.getBuiltinModule("node:zlib");
  const largest = 64 * 1024 * 1024;
  const mostEntries = 60_000;
  const broken =
    what === "工作簿"
      ? "文件已损坏，或不是真正的 .xlsx 工作簿：请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传"
      : "文件已损坏，或不是压缩包";
  const descriptor = fs.openSync(file, "r");

  const bytesAt = (at: number, length: number): Buffer => {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, fs.readSync(descriptor, buffer, 0, length, at));
  };

  /** Chinese Windows writes names in GBK without saying so; others mark UTF-8, or write it unmarked. */
  const nameOf = (bytes: Buffer): string => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder("gb18030").decode(bytes);
    }
  };

  const directory = (): Buffer => {
    const { size } = fs.fstatSync(descriptor);
    const length = Math.min(size, 65_557);
    const tail = bytesAt(size - length, length);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (bytesAt(0, 4).toString("hex") === "d0cf11e0") {
      throw new Error("文件加了密码，或是旧格式的 .xls：请去掉密码，另存为 .xlsx 后再上传");
    }
    if (end < 0 || end + 22 > tail.length) throw new Error(broken);
    if (tail.readUInt16LE(end + 10) > mostEntries) throw new Error(`${what}里的文件太多`);
    return bytesAt(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  };

  const list = (): ZipEntry[] => {
    const entries: ZipEntry[] = [];
    const all = directory();
    for (let at = 0; at + 46 <= all.length && all.readUInt32LE(at) === 0x02014b50; ) {
      const nameLength = all.readUInt16LE(at + 28);
      const name = nameOf(all.subarray(at + 46, at + 46 + nameLength));
      if ((all.readUInt16LE(at + 8) & 1) === 1) throw new Error(`${what}加了密码，请去掉密码再上传`);
      entries.push({
        name,
        method: all.readUInt16LE(at + 10),
        packed: all.readUInt32LE(at + 20),
        size: all.readUInt32LE(at + 24),
        at: all.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + all.readUInt16LE(at + 30) + all.readUInt16LE(at + 32);
    }
    return entries;
  };

  const read = ({ method, packed, size, at }: ZipEntry): Buffer => {
    if (size > largest || packed > largest) throw new Error(`${what}里有过大的文件`);
    const head = bytesAt(at, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw new Error(broken);
    const body = bytesAt(at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packed);
    if (method === 0) return body;
    if (method !== 8) {
      throw new Error(
        what === "工作簿" ? broken : "压缩包的压缩方式不支持，请用 Windows 自带的“压缩”重新打包",
      );
    }
    return zlib.inflateRawSync(body, { maxOutputLength: Math.max(size, 1) });
  };

  try {
    return { entries: list(), read, close: () => fs.closeSync(descriptor) };
  } catch (failure) {
    fs.closeSync(descriptor);
    throw failure;
  }
}
