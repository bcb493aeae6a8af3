import type { Command } from "commander";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { CommandFailure, type Io } from "./command.ts";

/** Configuration from the environment and the flags; a wrong one is the user's to mend. */
export function configOf(io: Io, options: Record<string, unknown>): Config {
  try {
    return readConfig(io.env, options);
  } catch (failure) {
    if (failure instanceof ConfigError) throw new CommandFailure(failure.message);
    throw failure;
  }
}

export interface DataDirFlags {
  dataDir?: string;
  json?: boolean;
}

/** Adds the options of a verb that works on a data folder. */
export function withDataDir(command: Command): Command {
  return command
    .option("--data-dir <folder>", "数据文件夹 data folder [DATA_DIR, ./data]")
    .option("--json", "以 JSON 输出 print JSON");
}

export function dataDirOf(io: Io, { dataDir }: DataDirFlags): string {
  return configOf(io, dataDir === undefined ? {} : { dataDir }).dataDir;
}
