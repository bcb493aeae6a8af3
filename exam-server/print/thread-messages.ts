import type { DocumentName } from "../protocol/print.ts";
import type { PrintWarnings } from "./documents.ts";

/** What the print thread begins with. */
export interface ThreadData {
  document: DocumentName;
  head: unknown;
  total: number;
  /** Where the PDF is written. */
  file: string;
}

/** The next entries, as the thread asked for. */
export interface ToThread {
  entries: unknown[];
  last: boolean;
}

export type FromThread =
  | { kind: "more" }
  | { kind: "progress"; done: number }
  | { kind: "done"; warnings: PrintWarnings };
