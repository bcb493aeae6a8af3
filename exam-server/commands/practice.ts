import type { NewPractice } from "../first-start.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { practiceLines } from "./practice-words.ts";
import { askServer, runningServer } from "./running-server.ts";

interface PracticeFlags extends DataDirFlags {
  minutes?: string;
  candidates?: string;
  form?: string;
}

export const practice: Verb = (program, io) => {
  withDataDir(
    program
      .command("practice")
      .description("在运行中的服务器上新建练习场次 Make a fresh practice sitting on the running server"),
  )
    .option("--minutes <minutes>", "考试时长 duration [PRACTICE_MINUTES, 90]")
    .option("--candidates <number>", "考生人数 candidates, 1–500 [12]")
    .option("--form <name>", "卷型 form-100 或 form-190 [form-100]")
    .action((flags: PracticeFlags) => run(flags, io));
};

async function run(flags: PracticeFlags, io: Io): Promise<void> {
  const { minutes, candidates, form, json } = flags;
  const dataDir = dataDirOf(io, flags);
  const server = await runningServer(dataDir);
  if (!server)
    throw new CommandFailure(`没有找到运行中的服务器（数据文件夹 ${dataDir}）。请先运行 npm start`);
  const request = {
    minutes: numberOf("--minutes", minutes, 0.1, 1440),
    candidates: numberOf("--candidates", candidates, 1, 500),
    form: formOf(form),
  };
  const made = await askServer<NewPractice>(server, "practice", request);
  report(io, json, made, () => practiceLines(made).join("\n"));
}

function numberOf(flag: string, text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value >= low && value <= high))
    throw new CommandFailure(`${flag} 应为 ${low} 到 ${high} 之间的数，不是“${text}”`);
  return value;
}

function formOf(form: string | undefined): string | undefined {
  if (form === undefined || form === "form-100" || form === "form-190") return form;
  throw new CommandFailure(`没有卷型“${form}”，现有 form-100、form-190`);
}
