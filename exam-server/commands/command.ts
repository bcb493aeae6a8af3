import type { Command } from "commander";

/** Where a verb writes: with `--json`, standard output carries one JSON document and nothing else. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  env: Record<string, string | undefined>;
}

/** Registers one verb of the `kaochang` command. */
export type Verb = (program: Command, io: Io) => void;

/** A failure that the user can mend: its message is the sentence printed on standard error. */
export class CommandFailure extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Prints a verb's result once: as one JSON document, or in words. */
export function report(io: Io, json: boolean | undefined, document: unknown, words: () => string): void {
  io.out(json ? `${JSON.stringify(document)}\n` : `${words().trimEnd()}\n`);
}
