import { Command, CommanderError } from "commander";
import { attempt } from "./commands/attempt.ts";
import { bankVerb } from "./commands/bank.ts";
import { blueprintVerb } from "./commands/blueprint.ts";
import { CommandFailure, type Io, type Verb } from "./commands/command.ts";
import { drawVerb } from "./commands/draw.ts";
import { practice } from "./commands/practice.ts";
import { rebuild } from "./commands/rebuild.ts";
import { scoreVerb } from "./commands/score.ts";
import { serve } from "./commands/serve.ts";
import { sitting } from "./commands/sitting.ts";
import { staff } from "./commands/staff.ts";

const verbs: Verb[] = [
  serve,
  practice,
  bankVerb,
  blueprintVerb,
  drawVerb,
  scoreVerb,
  sitting,
  attempt,
  rebuild,
  staff,
];

/** Runs one `kaochang` command line (without node and script) and returns the exit code. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const program = new Command("kaochang")
    .description("Computer-based exam delivery for closed exam rooms 考场考试引擎")
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  for (const register of verbs) register(program, io);
  try {
    await program.parseAsync(argv, { from: "user" });
    return 0;
  } catch (failure) {
    if (failure instanceof CommanderError) return failure.exitCode;
    if (failure instanceof CommandFailure) {
      io.err(`${failure.message}\n`);
      return failure.exitCode;
    }
    throw failure;
  }
}
