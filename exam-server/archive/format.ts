import { z } from "zod";

/** Marks an archive and its version: a change of what stands in which file is a new number. */
export const archiveFormat = "kaochang-archive/1";

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
  format: z.literal(archiveFormat),
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
  sitting: "sitting.json",
  roster: "roster.json",
  items: "items.json",
  receipts: "receipts.json",
  incidents: "incidents.json",
  results: "results.json",
  sittingLog: "logs/sitting.jsonl",
  drawLog: "logs/draw.jsonl",
  attemptLog: (attempt: string) => `logs/attempts/${attempt}.jsonl`,
  paper: (attempt: string) => `papers/${attempt}.json`,
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
  | "missing-file"
  | "extra-file"
  | "changed-file"
  | "unreadable"
  | "chain"
  | "log"
  | "root"
  | "draw"
  | "score"
  | "derived";

export function fault(code: FaultCode, file: string | null, sentence: string): ArchiveFault {
  return { code, file, sentence };
}

export function missingFile(name: string): ArchiveFault {
  return fault("missing-file", name, `缺少文件 ${name}`);
}

/** JSON text of an archive's file: one line, closed by a newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
