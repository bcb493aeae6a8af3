import { drawPaper, indexDigest, prepareDraw } from "@kaochang/question-bank/assemble.ts";
import type { IndexFile } from "@kaochang/question-bank/draw-index.ts";
import { inclusion } from "@kaochang/question-bank/inclusion.ts";
import { drawIndex } from "@kaochang/question-bank/index-entry.ts";
import { printPaper } from "@kaochang/question-bank/printed-paper.ts";
import { type Command, InvalidArgumentError } from "commander";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import {
  allSyllabuses,
  loadItems,
  loadSources,
  named,
  type SourceOptions,
  shippedBank,
} from "./draw-sources.ts";
import { registerDrawVerify } from "./draw-verify.ts";
import { inclusionInWords, paperInWords } from "./draw-words.ts";

interface DrawOptions extends SourceOptions {
  seed?: string;
  key?: boolean;
  json?: boolean;
}

/** `kaochang draw`: one candidate's paper from a seed; `draw verify`, `draw index`, `draw inclusion`. */
export const drawVerb: Verb = (program, io) => {
  // The subcommands have options of the same names; each is read by the command that it stands behind.
  program.enablePositionalOptions();
  const draw = withSources(program.command("draw"))
    .enablePositionalOptions()
    .description("draw one candidate's paper 按种子抽一份试卷")
    .option("--seed <seed>", "the candidate's seed 考生种子")
    .option("--key", "with the key and what `score` needs 附答案")
    .action((options: DrawOptions) => printDrawn(options, io));
  registerDrawVerify(draw, io);
  registerIndex(draw, io);
  registerInclusion(draw, io);
};

function withSources(command: Command): Command {
  return command
    .option("--qualification <name>", "e.g. ecommerce-l3 职业等级")
    .option("--test <name>", "theory or skills 考核")
    .option("--form <name>", "e.g. form-190; default: the first 卷型")
    .option("--bank <files...>", "bank files; default: the bank that ships 题库文件")
    .option("--json", "one JSON document on standard output");
}

function printDrawn(options: DrawOptions, io: Io): void {
  const seed = named(options.seed, "--seed");
  const { blueprint, items } = loadSources(options);
  const prepared = prepareDraw(drawIndex(items), blueprint);
  if (!prepared.ok) throw new CommandFailure(prepared.refusal.message);
  const drawn = drawPaper(prepared.draw, seed);
  if (!drawn.ok) throw new CommandFailure(drawn.refusal.message);
  const printed = printPaper(drawn.paper, items, { withKey: options.key ?? false });
  report(io, options.json, printed, () => paperInWords(printed, blueprint));
}

function registerIndex(draw: Command, io: Io): void {
  draw
    .command("index")
    .description("print the stem-free index of a bank, for anyone to re-draw from 输出无题干索引")
    .option("--bank <files...>", "bank files; default: the Level 3 theory bank that ships 题库文件")
    .option("--json", "one JSON document on standard output")
    .action(({ bank, json }: { bank?: string[]; json?: boolean }) => {
      const entries = drawIndex(loadItems(bank ?? shippedBank(), allSyllabuses()));
      const file: IndexFile = { format: "kaochang-index/1", digest: indexDigest(entries), entries };
      report(
        io,
        json,
        file,
        () => `可抽试题 ${entries.length} 道，题库摘要 ${file.digest}（加 --json 输出索引）`,
      );
    });
}

function registerInclusion(draw: Command, io: Io): void {
  withSources(draw.command("inclusion"))
    .description("measure what enemies do to the items' chances 统计互斥试题对抽中机会的影响")
    .option("--papers <n>", "how many papers to draw 抽卷数", wholeNumber, 1000)
    .action(({ papers, json, ...sources }: SourceOptions & { papers: number; json?: boolean }) => {
      const { blueprint, items } = loadSources(sources);
      const measured = inclusion(drawIndex(items), blueprint, papers);
      if (!measured.ok) throw new CommandFailure(measured.refusal.message);
      const { items: rows } = measured;
      report(io, json, { papers, items: rows }, () => inclusionInWords(papers, rows));
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("应为正整数");
}
