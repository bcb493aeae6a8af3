import { Command, CommanderError } from "commander";
import { archive } from "./commands/archive.ts";
import { attempt } from "./commands/attempt.ts";
import { backup } from "./commands/backup.ts";
import { bankVerb } from "./commands/bank.ts";
import { blueprintVerb } from "./commands/blueprint.ts";
import { CommandFailure, type Io, type Verb } from "./commands/command.ts";
import { drawVerb } from "./commands/draw.ts";
import { failureSentence } from "./commands/failure-sentence.ts";
import { practice } from "./commands/practice.ts";
import { print } from "./commands/print.ts";
import { quarantine } from "./commands/quarantine.ts";
import { rebuild } from "./commands/rebuild.ts";
import { rehearse } from "./commands/rehearse.ts";
import { rescue } from "./commands/rescue.ts";
import { restore } from "./commands/restore.ts";
import { scoreVerb } from "./commands/score.ts";
import { serve } from "./commands/serve.ts";
import { sitting } from "./commands/sitting.ts";
import { staff } from "./commands/staff.ts";
import { time } from "./commands/time.ts";
import { usageSentence } from "./commands/usage-sentence.ts";

const verbs: Verb[] = [
  serve,
  practice,
  bankVerb,
  blueprintVerb,
  drawVerb,
  scoreVerb,
  sitting,
  attempt,
  time,
  quarantine,
  rescue,
  archive,
  backup,
  restore,
  rebuild,
  rehearse,
  print,
  staff,
];

/** Runs one `kaochang` command line (without node and script) and returns the exit code. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const program = new Command("kaochang")
    .description("Computer-based exam delivery for closed exam rooms 考场考试引擎")
    .exitOverride()
    // Commander's English errors are kept back: `explain` prints them behind a Chinese sentence.
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => {} });
  for (const register of verbs) register(program, io);
  try {
    await program.parseAsync(argv, { from: "user" });
    return 0;
  } catch (failure) {
    return explain(failure, io);
  }
}

/** Prints what the user can mend and returns the exit code; throws on what is a bug, which keeps its stack. */
function explain(failure: unknown, io: Io): number {
  if (failure instanceof CommanderError) {
    const sentence = usageSentence(failure);
    if (sentence !== null) io.err(`${sentence}\n`);
    return failure.exitCode;
  }
  const sentence = failure instanceof CommandFailure ? failure.message : failureSentence(failure);
  if (sentence === null) throw failure;
  io.err(`${sentence}\n`);
  return failure instanceof CommandFailure ? failure.exitCode : 1;
}
