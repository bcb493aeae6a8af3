import path from "node:path";
import { shrinkScreen } from "@kaochang/exam-server/testing/pictures.ts";

/** Picture in `docs/`, as README.md and README.zh-CN.md show it → screen. */
const shown = {
  plan: "plan-ready",
  roster: "roster-import-bad",
  seats: "seats",
  candidate: "candidate-single",
  proctor: "board-needs",
  results: "results",
  archive: "archive",
};

/** Makes the guides' pictures from a folder of screens. */
export async function illustrate(folder: string, docs: string): Promise<void> {
  for (const [picture, screen] of Object.entries(shown)) {
    await shrinkScreen(path.join(folder, `${screen}.png`), path.join(docs, `${picture}.png`));
  }
}
