import type { CommanderError } from "commander";

const words: Record<string, string> = {
  "commander.missingArgument": "缺少参数",
  "commander.optionMissingArgument": "选项缺少值",
  "commander.missingMandatoryOptionValue": "缺少必需的选项",
  "commander.unknownOption": "没有这个选项",
  "commander.unknownCommand": "没有这个命令",
  "commander.excessArguments": "多余的参数，命令是",
  "commander.invalidArgument": "值不合要求的选项",
};

/** A wrong command line as one sentence; null where commander ended by printing help, which is no mistake of words. */
export function usageSentence({ code, message }: CommanderError): string | null {
  const zh = words[code];
  if (zh === undefined) return null;
  const english = message.replace(/^error: /, "").replace(/\s+/g, " ");
  const named = /'([^']+)'/.exec(english)?.[1] ?? "";
  return `${zh} ${named}，用法见 --help (${english})`;
}
