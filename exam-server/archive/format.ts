import type { Difference } from "@kaochang/question-bank/json-differences.ts";
import { z } from "zod";
import { archivedAs } from "../delivery/archived-texts.ts";

export { type ArchivedPlace, jsonText } from "../delivery/archived-texts.ts";

/**
 * Marks an archive and its version: a change of what stands in which file is a new number. Those that were
 * made under the first one have no pictures, and of each attempt the last receipt only.
 */
export const archiveFormat = "kaochang-archive/2";
const formats = ["kaochang-archive/1", archiveFormat] as const;
export type ArchiveFormat = (typeof formats)[number];

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** One file of an archive, as its manifest names it; `sha256` is of its content. */
export interface ArchiveFile {
  name: string;
  bytes: number;
  sha256: string;
}

/**
 * What an archive holds, all files but the manifest itself and its signature. `key`: raw Ed25519 public
 * key in hexadecimal. `madeAt`: wall clock, milliseconds since 1970.
 */
export const manifestSchema = z.strictObject({
  format: z.enum(formats),
  sitting: z.string().min(1),
  madeAt: z.number(),
  root: sha256Hex,
  key: sha256Hex,
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256: sha256Hex })),
});
export type Manifest = z.output<typeof manifestSchema>;

/** Names of the files; the manifest and the signature of its bytes are the two that the manifest does not name. */
export const names = {
  manifest: "manifest.json",
  signature: "manifest.sig",
  ...archivedAs,
  receipts: "receipts.json",
  incidents: "incidents.json",
  results: "results.json",
  sittingLog: "logs/sitting.jsonl",
  drawLog: "logs/draw.jsonl",
  attemptLog: (attempt: string) => `logs/attempts/${attempt}.jsonl`,
  paper: (attempt: string) => `papers/${attempt}.json`,
  /** A picture by the digest of its bytes, which is how the items name it; the ending is for people who open it. */
  media: (hash: string, type: string) => `media/${hash}.${type.replace("image/", "")}`,
} as const;

/** Nothing else is ever written: no absolute path, no `..`, no backslash, no letter outside ASCII. */
const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

export const isSafeName = (name: string): boolean => safeName.test(name);

/**
 * What no archive of ours reaches: a site of 500 seats makes 1,000 files and some 100 MB before
 * compression. A file that claims more is not unpacked.
 */
export const largest = {
  zipBytes: 1024 ** 3,
  files: 20_000,
  fileBytes: 256 * 1024 ** 2,
  allBytes: 1536 * 1024 ** 2,
} as const;

/** Where a sitting's archive is not what it should be; `file` names the place inside it, if there is one. */
export interface ArchiveFault {
  code: FaultCode;
  file: string | null;
  /** In Chinese, for whoever checks. */
  sentence: string;
}

export type FaultCode =
  | "not-an-archive"
  | "bad-name"
  | "name-twice"
  | "too-large"
  | "container"
  | "manifest"
  | "signature"
  | "other-key"
  | "other-root"
  | "missing-file"
  | "extra-file"
  | "changed-file"
  | "unreadable"
  | "chain"
  | "log"
  | "root"
  | "draw"
  | "score"
  | "picture"
  | "derived";

export function fault(code: FaultCode, file: string | null, sentence: string): ArchiveFault {
  return { code, file, sentence };
}

export function missingFile(name: string): ArchiveFault {
  return fault("missing-file", name, `缺少文件 ${name}`);
}

/** One place in which a file differs from what it should be, in words. */
export function differenceWords({ path, expected, found }: Difference): string {
  const brief = (value: unknown) => (JSON.stringify(value) ?? "无").slice(0, 80);
  return `${path} 应为 ${brief(expected)}，现为 ${brief(found)}`;
}
