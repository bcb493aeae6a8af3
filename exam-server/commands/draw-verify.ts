import { indexDigest } from "@kaochang/question-bank/assemble.ts";
import type { Blueprint } from "@kaochang/question-bank/blueprint.ts";
import { indexFileSchema } from "@kaochang/question-bank/draw-index.ts";
import { type Difference, jsonDifferences } from "@kaochang/question-bank/json-differences.ts";
import { loadForm, loadJson, loadSyllabus } from "@kaochang/question-bank/load.ts";
import { fromPrinted, printedPaperSchema } from "@kaochang/question-bank/printed-paper.ts";
import { sittingBundleSchema, sittingOf } from "@kaochang/question-bank/sitting-bundle.ts";
import { verifyPaper, verifySitting } from "@kaochang/question-bank/verify.ts";
import type { Command } from "commander";
import { CommandFailure, type Io, report } from "./command.ts";
import { blueprintFrom, named } from "./draw-sources.ts";
import { differencesInWords } from "./draw-words.ts";

interface VerifyOptions {
  index?: string;
  syllabus?: string;
  form?: string;
  seed?: string;
  paper?: string;
  sitting?: string;
  json?: boolean;
}

const bundleHelp = `
A sitting's bundle is one JSON document 场次公布文件的格式:
  {"format":"kaochang-sitting/1", "exam":"…", "secret":"64 hex digits", "index":[entries of draw index],
   "syllabus":{…}, "form":{…}, "papers":[{"admission":"准考证号", "paper":{…}}],
   "commitments":{"secretHash","rosterHash","bankDigest","blueprintDigest"}}`;

/** `draw verify`: exit code 0 when the draw is right, 1 with the differences when it is not. */
export function registerDrawVerify(draw: Command, io: Io): void {
  draw
    .command("verify")
    .description("re-draw from the stem-free index and compare 用无题干索引重抽并核对")
    .option("--index <file>", "index as `draw index --json` prints it 索引")
    .option("--syllabus <file>", "syllabus 细目表")
    .option("--form <file>", "form 卷型")
    .option("--seed <seed>", "the candidate's seed 考生种子")
    .option("--paper <file>", "paper as `draw --json` prints it 试卷")
    .option("--sitting <file>", "a published sitting instead of the five above 公布的场次")
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", bundleHelp)
    .action((options: VerifyOptions) => {
      const differences = options.sitting === undefined ? onePaper(options) : wholeSitting(options.sitting);
      const ok = differences.length === 0;
      report(io, options.json, { ok, differences }, () => differencesInWords(differences));
      if (!ok) throw new CommandFailure(`核对不一致，共 ${differences.length} 处`);
    });
}

function onePaper(options: VerifyOptions): Difference[] {
  const seed = named(options.seed, "--seed");
  const { digest, entries } = loadJson(named(options.index, "--index"), indexFileSchema);
  const paper = loadJson(named(options.paper, "--paper"), printedPaperSchema);
  const altered = jsonDifferences(indexDigest(entries), digest, "/index/digest");
  return [...altered, ...verifyPaper(fromPrinted(paper), entries, blueprintOf(options), seed)];
}

function blueprintOf({ syllabus, form }: VerifyOptions): Blueprint {
  const read = loadSyllabus(named(syllabus, "--syllabus"));
  return blueprintFrom(read, loadForm(named(form, "--form")));
}

function wholeSitting(file: string): Difference[] {
  const compiled = sittingOf(loadJson(file, sittingBundleSchema));
  if (!compiled.ok) throw new CommandFailure(compiled.faults.map(({ message }) => message).join("\n"));
  return verifySitting(compiled.sitting);
}
