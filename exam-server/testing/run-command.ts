import { runCli } from "../cli.ts";

export interface CommandRun {
  code: number;
  out: string;
  err: string;
}

/** Runs one `kaochang` command line and keeps what it prints. */
export async function runCommand(...argv: string[]): Promise<CommandRun> {
  const run: CommandRun = { code: 0, out: "", err: "" };
  run.code = await runCli(argv, {
    out: (text) => {
      run.out += text;
    },
    err: (text) => {
      run.err += text;
    },
    env: {},
  });
  return run;
}
