import type { NewPractice } from "../first-start.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { numberOf } from "./number-option.ts";
import { practiceLines } from "./practice-words.ts";
import { askServer, theServer } from "./running-server.ts";

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
    .option("--candidates <number>", "考生人数 candidates, 1–2000 [12]")
    .option("--form <name>", "卷型 form-100 或 form-190 [form-100]")
    .action((flags: PracticeFlags) => run(flags, io));
};

async function run(flags: PracticeFlags, io: Io): Promise<void> {
  const { minutes, candidates, form, json } = flags;
  const server = await theServer(dataDirOf(io, flags));
  const request = {
    minutes: minutes === undefined ? undefined : numberOf("--minutes", minutes, 0.1, 1440),
    candidates: candidates === undefined ? undefined : numberOf("--candidates", candidates, 1, 2000),
    form: formOf(form),
  };
  const made = await askServer<NewPractice>(server, "practice", request);
  report(io, json, made, () => practiceLines(made).join("\n"));
}

function formOf(form: string | undefined): string | undefined {
  if (form === undefined || form === "form-100" || form === "form-190") return form;
  throw new CommandFailure(`没有卷型“${form}”，现有 form-100、form-190`);
}
