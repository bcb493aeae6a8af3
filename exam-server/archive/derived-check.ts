import { type Difference, jsonDifferences } from "@kaochang/question-bank/json-differences.ts";
import { derivedTexts, paperText } from "./account.ts";
import { type ArchiveFault, differenceWords, fault, type Manifest, missingFile, names } from "./format.ts";
import type { WholeSitting } from "./read-sitting.ts";

/** What stands in the files that are lists with an entry for each attempt. */
const ofCandidates: Readonly<Record<string, string>> = {
  [names.receipts]: "交卷回执",
  [names.results]: "成绩",
};

/** Papers, receipts, incidents and results, made again from the logs and compared byte for byte. */
export function derivedFaults(
  files: ReadonlyMap<string, Uint8Array>,
  whole: WholeSitting,
  { format }: Manifest,
): ArchiveFault[] {
  const { accounts, sittingLog } = whole;
  const papers = accounts.map(({ attempt, place, state }) => {
    return [names.paper(attempt), paperText(place.admission, state.paper)] as const;
  });
  const wanted = [...papers, ...Object.entries(derivedTexts(accounts, sittingLog, format))];
  return wanted.flatMap(([name, text]) => {
    const found = files.get(name);
    if (!found) return [missingFile(name)];
    if (Buffer.from(text).equals(found)) return [];
    const sentences = differences(text, Buffer.from(found).toString()).map((one) => words(whole, name, one));
    const unsaid = `文件 ${name} 与事件记录推出的不一致`;
    return (sentences.length > 0 ? sentences : [unsaid]).map((sentence) => fault("derived", name, sentence));
  });
}

/** The first difference of each entry; none where the text cannot be read, or differs in its spaces only. */
function differences(wanted: string, found: string): Difference[] {
  try {
    const all = jsonDifferences(JSON.parse(wanted), JSON.parse(found));
    return [...new Map(all.reverse().map((one) => [one.path.split("/")[1], one])).values()].reverse();
  } catch {
    return [];
  }
}

function words({ accounts }: WholeSitting, name: string, difference: Difference): string {
  const what = ofCandidates[name];
  const place = Number(difference.path.split("/")[1]);
  const admission = accounts[place]?.place.admission;
  const of = what && admission !== undefined ? `考生 ${admission} 的${what}` : `文件 ${name} `;
  return `${of}与事件记录推出的不一致：${differenceWords(difference)}`;
}
