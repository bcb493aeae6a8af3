import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface Options {
  /** Tries per fault. */
  tries: number;
  /** The short run: few tries, short sittings. */
  quick: boolean;
  /** One JSON document on standard output in place of the table on standard error. */
  json: boolean;
  /** The only fault to run; null: all. */
  fault: string | null;
  seed: string;
}

/** A wrong option; the message says what is allowed. */
export class UsageError extends Error {}

const quickTries = 4;
const longTries = 200;

export function readOptions(
  args: readonly string[],
  anySeed: () => number,
  names: readonly string[],
): Options {
  const values = parsed(args);
  const quick = values.quick ?? false;
  const tries = Number(values.tries ?? (quick ? quickTries : longTries));
  if (!Number.isInteger(tries) || tries < 1)
    throw new UsageError(`--tries ${values.tries}: a whole number from 1`);
  const fault = values.fault ?? null;
  if (fault !== null && !names.includes(fault)) {
    throw new UsageError(`--fault ${fault}: one of\n  ${names.join("\n  ")}`);
  }
  return { tries, quick, json: values.json ?? false, fault, seed: values.seed ?? String(anySeed()) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        tries: { type: "string" },
        quick: { type: "boolean" },
        json: { type: "boolean" },
        fault: { type: "string" },
        seed: { type: "string" },
      },
    }).values;
  } catch (failure) {
    throw new UsageError(failure instanceof Error ? failure.message : String(failure));
  }
}
