import { type FileFault, isWarning } from "@kaochang/question-bank/fault.ts";

/** Faults and warnings of bank files, one per line (file, line, item, sentence, code), and below how many of each. */
export function faultsInWords(all: readonly FileFault[]): string {
  const warnings = all.filter(isWarning).length;
  const count = warnings > 0 ? `，${warnings} 处提醒` : "";
  return [...all.map(inWords), `共 ${all.length - warnings} 处错误${count}`].join("\n");
}

function inWords({ file, line, itemId, message, code }: FileFault): string {
  return `${file}:${line}: ${itemId === null ? "" : `${itemId} `}${message} [${code}]`;
}
