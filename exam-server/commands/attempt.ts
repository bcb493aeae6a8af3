import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { printPaper } from "@kaochang/question-bank/printed-paper.ts";
import { answersById } from "../attempt/answers.ts";
import { chainFault } from "../attempt/chain.ts";
import { attemptStream } from "../attempt/sitting.ts";
import { withStore } from "../data-folder.ts";
import { attemptEvent, emptyRecord, foldAttempt } from "../delivery/log-stream.ts";
import type { Enrolment, Store } from "../store/store.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { sittingRecord } from "./sitting.ts";

interface Flags extends DataDirFlags {
  out: string;
}

/** `kaochang attempt export`: one attempt's log as files that `kaochang score` reads. */
export const attempt: Verb = (program, io) => {
  const group = program.command("attempt").description("查看作答记录 Look at attempts");
  withDataDir(
    group
      .command("export <admission-number>")
      .description(
        "导出一次作答的试卷、答案与事件（练习场次或交卷后） Export paper.json, responses.json and events.json of an attempt, of a practice sitting or closed",
      )
      .requiredOption("--out <folder>", "输出文件夹 folder to write to"),
  ).action((admission: string, flags: Flags) =>
    withStore(dataDirOf(io, flags), (store) => exportAttempt(store, admission, flags, io)),
  );
};

async function exportAttempt(store: Store, admission: string, { out, json }: Flags, io: Io): Promise<void> {
  const enrolment = await enrolmentOf(store, admission);
  const stored = await store.events.read(attemptStream(enrolment.attempt));
  const fault = chainFault(stored);
  if (fault) throw new CommandFailure(`作答 ${enrolment.attempt} 的记录校验失败：${fault}`);
  const { state, head } = foldAttempt(emptyRecord, stored);
  const { practice } = await sittingRecord(store, enrolment.sitting);
  if (state.phase === "none" || (state.phase !== "closed" && !practice)) {
    throw new CommandFailure(`准考证号 ${admission} 还没有交卷，答案不能导出`);
  }
  const items = await store.bank.items(state.paper.items);
  // Whose answers these are can be found out, so nobody else may read a folder made here.
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const write = (name: string, value: unknown) =>
    writeFileSync(path.join(out, name), JSON.stringify(value, null, 2));
  write("paper.json", printPaper(state.paper, items, { withKey: true }));
  write("responses.json", answersById(state));
  write(
    "events.json",
    stored.map((one) => ({ ...one, data: attemptEvent(one).data })),
  );
  const document = { attempt: enrolment.attempt, phase: state.phase, events: stored.length, head: head.hash };
  report(io, json, document, () => `已导出 ${stored.length} 个事件到 ${out}，记录校验码 ${head.hash}`);
}

async function enrolmentOf(store: Store, admission: string): Promise<Enrolment> {
  const candidate = await store.roster.byAdmissionNumber(admission);
  const [newest] = candidate ? await store.roster.enrolmentsOf(candidate.id) : [];
  if (!newest) throw new CommandFailure(`没有准考证号“${admission}”`);
  return newest;
}
