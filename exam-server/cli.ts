import { Command, CommanderError } from "commander";
import { CommandFailure, type Io, type Verb } from "./commands/command.ts";

const verbs: Verb[] = [];

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
