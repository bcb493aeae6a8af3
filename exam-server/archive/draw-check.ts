import type { Difference } from "@kaochang/question-bank/json-differences.ts";
import { sittingBundleSchema, sittingOf } from "@kaochang/question-bank/sitting-bundle.ts";
import { verifySitting } from "@kaochang/question-bank/verify.ts";
import { type ArchiveFault, differenceWords, fault, names } from "./format.ts";
import { publishedDraw } from "./published-draw.ts";
import type { WholeSitting } from "./read-sitting.ts";

/** Draws every paper again from the secret that the close published, and compares. */
export function drawFaults({ sittingLog, drawLog, accounts }: WholeSitting): ArchiveFault[] {
  const papers = accounts.map(({ place, state }) => ({ admission: place.admission, paper: state.paper }));
  const published = publishedDraw(sittingLog, drawLog, papers);
  const bundle = sittingBundleSchema.safeParse(published);
  const compiled = bundle.success ? sittingOf(bundle.data) : null;
  if (!compiled?.ok) return [fault("draw", names.drawLog, "抽题的依据读不懂，试卷不能重抽")];
  return verifySitting(compiled.sitting).map((difference) => {
    const place = accounts[Number(/^\/papers\/(\d+)\//.exec(difference.path)?.[1] ?? -1)];
    const file = place ? names.attemptLog(place.attempt) : names.drawLog;
    return fault("draw", file, sentenceOf(difference, place?.place.admission));
  });
}

function sentenceOf(difference: Difference, admission: string | undefined): string {
  const where = admission === undefined ? "抽题的承诺" : `考生 ${admission} 的试卷`;
  return `${where}与重抽的不一致：${differenceWords(difference)}`;
}
