import type { BankFile } from "./bank.ts";
import type { ItemFault } from "./interaction.ts";

/** One fault of a bank file, in words that its author understands. */
export interface Fault {
  /** Stable name of the kind of fault, e.g. `key-not-an-option`. */
  code: string;
  /** JSON pointer (RFC 6901) of the place. */
  pointer: string;
  /** 1-based. */
  line: number;
  /** Null where the fault lies in no item, or in one without an id. */
  itemId: string | null;
  /** A Chinese sentence. */
  message: string;
}

export interface FileFault extends Fault {
  file: string;
}

/** Faults that keep no file from being loaded: the enemy may stand in a file that is loaded another time. */
const harmless = new Set(["unknown-enemy"]);

export function isWarning({ code }: Fault): boolean {
  return harmless.has(code);
}

/** A bank file as far as it could be read. `raw` are its items as written. */
export interface Reading {
  file: string;
  text: string;
  raw: readonly unknown[];
  bank: BankFile | null;
  faults: PlacedFault[];
}

/** A fault whose path starts at the file's root; `line` where it is known already. */
export interface PlacedFault extends ItemFault {
  line?: number;
}
