import { sha256 } from "@kaochang/question-bank/digest.ts";
import { type UnzipFileInfo, unzipSync } from "fflate";
import { type ArchiveFault, fault, isSafeName, largest } from "./format.ts";
import { checksumMark } from "./zip-writer.ts";

export interface Unpacked {
  files: ReadonlyMap<string, Uint8Array>;
  faults: ArchiveFault[];
}

/** Unpacks an archive in memory, writing nothing; names and sizes are looked at before a byte is unpacked. */
export function unpacked(zip: Uint8Array): Unpacked {
  const faults = checksumFaults(zip);
  try {
    const listed = listedFiles(zip);
    const refused = refusedFiles(listed);
    if (refused.length > 0) return { files: new Map(), faults: [...faults, ...refused] };
    return { files: new Map(Object.entries(unzipSync(zip))), faults };
  } catch {
    const sentence = "这不是完好的 zip 压缩包，打不开";
    return { files: new Map(), faults: [fault("not-an-archive", null, sentence)] };
  }
}

function listedFiles(zip: Uint8Array): UnzipFileInfo[] {
  const listed: UnzipFileInfo[] = [];
  unzipSync(zip, {
    filter: (file) => {
      listed.push(file);
      return false;
    },
  });
  return listed;
}

function refusedFiles(listed: readonly UnzipFileInfo[]): ArchiveFault[] {
  const seen = new Set<string>();
  const faults = listed.flatMap(({ name, originalSize }) => {
    const again = seen.has(name);
    seen.add(name);
    if (!isSafeName(name)) return [fault("bad-name", name, `文件名“${name}”不属于考场档案，没有解压`)];
    if (again) return [fault("name-twice", name, `文件 ${name} 在压缩包中有两份，没有解压`)];
    return originalSize > largest.fileBytes ? [tooLarge(name)] : [];
  });
  const all = listed.reduce((sum, { originalSize }) => sum + originalSize, 0);
  const many = listed.length > largest.files || all > largest.allBytes;
  return many ? [...faults, tooLarge(null)] : faults;
}

function tooLarge(name: string | null) {
  const what = name === null ? "压缩包解开后" : `文件 ${name} 解开后`;
  return fault("too-large", name, `${what}大得不可能是考场档案，没有解压`);
}

/** The zip's own bytes against the digest in its comment. */
function checksumFaults(zip: Uint8Array): ArchiveFault[] {
  const commentBytes = checksumMark.length + 64;
  const before = zip.subarray(0, -(commentBytes + 2));
  const comment = Buffer.from(zip.subarray(-commentBytes)).toString("latin1");
  const length = Buffer.from(zip.subarray(0, -commentBytes).subarray(-2));
  const whole = length.length === 2 && length.readUInt16LE() === commentBytes;
  if (whole && comment === `${checksumMark}${sha256(before)}`) return [];
  const sentence = "压缩包与生成时不是逐字节相同：传输中损坏、被改动，或解压后重新打过包";
  return [fault("container", null, sentence)];
}
