import { isWarning } from "@kaochang/question-bank/fault.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import { loadBankFiles } from "@kaochang/question-bank/load.ts";
import { type BankStats, bankStats, statsTable } from "@kaochang/question-bank/stats.ts";
import type { Syllabus, TestName } from "@kaochang/question-bank/syllabus.ts";
import type { Command } from "commander";
import { registerBankLoad } from "./bank-load.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { allSyllabuses, shippedBank } from "./draw-sources.ts";
import { faultsInWords } from "./fault-words.ts";
import { syllabusNamed } from "./names.ts";

interface LintOptions {
  qualification?: string;
  json?: boolean;
}

/** `kaochang bank lint`, `bank load` and `bank stats`. */
export const bankVerb: Verb = (program, io) => {
  const bank = program.command("bank").description("check and describe question banks 题库");
  registerLint(bank, io);
  registerBankLoad(bank, io);
  registerStats(bank, io);
};

function registerLint(bank: Command, io: Io): void {
  bank
    .command("lint")
    .description("report every fault of bank files at once 检查题库文件，一次列出全部错误")
    .argument("<files...>", "bank files that belong together 一起载入的题库文件")
    .option("--qualification <name>", "the files must be of this one 职业等级")
    .option("--json", "one JSON document on standard output")
    .action((files: string[], options: LintOptions) => lint(files, options, io));
}

function lint(files: readonly string[], { qualification, json }: LintOptions, io: Io): void {
  const known = allSyllabuses();
  const wanted = qualification === undefined ? known : [syllabusNamed(known, qualification)];
  const result = loadBankFiles(files, wanted);
  const all = result.ok ? result.warnings : result.faults;
  const warnings = all.filter(isWarning);
  const faults = all.filter((fault) => !isWarning(fault));
  const items = result.ok ? result.items.length : 0;
  if (json) io.out(`${JSON.stringify({ ok: result.ok, items, faults, warnings })}\n`);
  else if (result.ok) io.out(`没有错误，共 ${items} 题\n`);
  if (all.length === 0) return;
  const words = faultsInWords(all);
  if (faults.length > 0) throw new CommandFailure(words);
  io.err(`${words}\n`);
}

function registerStats(bank: Command, io: Io): void {
  bank
    .command("stats")
    .description("count items by area, type and difficulty, and show how keys are spread 题库统计")
    .argument("[files...]", "bank files; default: the Level 3 theory bank that ships 题库文件")
    .option("--json", "one JSON document on standard output")
    .action((files: string[], { json }: { json?: boolean }) => {
      const stats = statsOf(files.length > 0 ? files : shippedBank());
      report(io, json, stats, () => statsInWords(stats));
    });
}

type Stats = BankStats & { qualification: string; test: string };

function statsOf(files: readonly string[]): Stats {
  const known = allSyllabuses();
  const result = loadBankFiles(files, known);
  if (!result.ok) throw new CommandFailure(faultsInWords(result.faults));
  const [first] = result.banks;
  const other = result.banks.find(
    ({ qualification, test }) => qualification !== first?.qualification || test !== first.test,
  );
  if (first === undefined || other !== undefined)
    throw new CommandFailure("一次只统计同一职业等级、同一考核的题库文件");
  return named(first, result.items, syllabusNamed(known, first.qualification));
}

function named(
  { qualification, test }: { qualification: string; test: TestName },
  items: Item[],
  syllabus: Syllabus,
): Stats {
  return { qualification, test, ...bankStats(items, syllabus, test) };
}

function statsInWords(stats: Stats): string {
  const { keyPositions, longestKeyShare, trueShare, emptyTopics } = stats;
  const positions = Object.entries(keyPositions).map(([type, counts]) => {
    const spread = Object.entries(counts).map(([id, count]) => `${id} ${count}`);
    return `答案位置 ${type}：${spread.join("  ")}`;
  });
  const empty = emptyTopics.map(({ code, title }) => `${code} ${title}`).join("、");
  return [
    `${stats.qualification} ${stats.test}：共 ${stats.items} 题，可抽 ${stats.active} 题`,
    statsTable(stats),
    ...positions,
    `单项选择题中有唯一最长选项的，答案是它的占 ${percent(longestKeyShare)}（随机约 25%）`,
    `判断题答案为正确：${percent(trueShare)}`,
    `没有试题的考核内容：${empty === "" ? "无" : empty}`,
  ].join("\n");
}

function percent(share: number | null): string {
  return share === null ? "无此题型" : `${(share * 100).toFixed(1)}%`;
}
