// `node scripts/screens.mjs FOLDER [--docs]`: walks an exam day and photographs every screen into a folder; with
// --docs, the pictures of README.md and README.zh-CN.md are made from them.
import { buildIfStale } from "./build.mjs";
import { importTs } from "./run-ts.mjs";

const [folder = "data/screens", docs] = process.argv.slice(2);

await buildIfStale();
const { photograph, illustrate } = await importTs("exam-client/e2e/screens.ts");
await photograph(folder);
if (docs === "--docs") await illustrate(folder, "docs");
