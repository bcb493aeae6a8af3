import { copyFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Argument, Option } from "commander";
import { z } from "zod";
import { type DocumentName, documentNames, type PrintStatus, printRequests } from "../protocol/print.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { Printing } from "../transport/http/print.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { askServer, onServerPc, theServer, unlessRefused } from "./running-server.ts";

const lookEveryMs = 200;

const documents = Object.keys(documentNames) as [DocumentName, ...DocumentName[]];
export const printCommand = z.object({ document: z.enum(documents), request: z.unknown() });
export const printJob = z.object({ job: z.string() });

type Status = PrintStatus & { file: string | null };

interface PrintFlags extends DataDirFlags {
  plan?: string;
  sitting?: string;
  room?: string;
  perPage: string;
  out: string;
}

/** `kaochang print`: a document of the running server into a file. */
export const print: Verb = (program, io) => {
  const words = Object.entries(documentNames).map(([name, word]) => `${name} ${word}`);
  withDataDir(program.command("print"))
    .description("打印成 PDF 文件 Print a document into a PDF file")
    .addArgument(new Argument("<document>", words.join("，")).choices(documents))
    .option("--plan <id>", "认定计划（准考证、总成绩册） the plan, for tickets and the exam's score list")
    .option("--sitting <id>", "场次 the sitting")
    .option("--room <name>", "只印这个考场 only this room")
    .addOption(
      new Option("--per-page <n>", "每页几张准考证 tickets to a page").choices(["2", "4"]).default("2"),
    )
    .requiredOption("--out <file>", "写到这个文件 the file to write")
    .action((document: DocumentName, flags: PrintFlags) => run(document, flags, io));
};

async function run(document: DocumentName, flags: PrintFlags, io: Io): Promise<void> {
  const request = requestOf(document, flags);
  const server = await theServer(dataDirOf(io, flags));
  const started = await askServer<{ ok: true; job: string } | Refusal>(server, "print", {
    document,
    request,
  });
  const { job } = unlessRefused(started);
  for (;;) {
    const status = unlessRefused(await askServer<Status | Refusal>(server, "print-status", { job }));
    if (status.phase === "failed") throw new CommandFailure("没有印成，原因在服务器的日志里");
    if (status.file !== null) return finished(status, status.file, flags, io);
    io.err(`${documentNames[document]}：${status.done}/${status.total}\n`);
    await sleep(lookEveryMs);
  }
}

function finished({ total, warnings }: Status, file: string, { out, json }: PrintFlags, io: Io): void {
  copyFileSync(file, out);
  report(io, json, { file: out, total, warnings }, () => [`已写到 ${out}`, ...warnings].join("\n"));
}

/** What the server is asked for; a plan or sitting that is missing becomes a sentence. */
function requestOf(document: DocumentName, { plan, sitting, room, perPage }: PrintFlags): unknown {
  const ofPlan = document === "tickets" || document === "exam-score-list";
  if (ofPlan && plan === undefined) throw new CommandFailure(`打印${documentNames[document]}需要 --plan`);
  if (document === "exam-score-list") return { plan };
  if (document === "tickets") {
    return { plan, sitting: sitting ?? null, room: room ?? null, perPage: Number(perPage) };
  }
  if (sitting === undefined) throw new CommandFailure(`打印${documentNames[document]}需要 --sitting`);
  return document === "score-list" ? { sitting } : { sitting, room: room ?? null };
}

/** Begins a document on the running server, for whoever is at its machine. */
export async function beginPrint(
  { data, jobs }: Printing,
  { document, request }: z.infer<typeof printCommand>,
): Promise<{ ok: true; job: string } | Refusal> {
  const asked = printRequests[document].safeParse(request);
  if (!asked.success) return refuse("bad-message", asked.error.issues[0]?.path.join("."));
  const task = await data[document](asked.data as never, "all");
  return task.ok ? jobs.start(task.order, task.fileName, onServerPc) : task;
}

/** How far a document is, and where its file lies once it is done. */
export async function printStatus({ jobs }: Printing, job: string): Promise<Status | Refusal> {
  const status = jobs.status(job, null);
  return status.ok ? { ...status, file: jobs.file(job, null)?.file ?? null } : status;
}
