// `node scripts/screens.mjs FOLDER`: photographs every screen of a practice sitting into a folder.
import { buildIfStale } from "./build.mjs";
import { importTs } from "./run-ts.mjs";

await buildIfStale();
const { photograph } = await importTs("exam-client/e2e/screens.ts");
await photograph(process.argv[2] ?? "data/screens");
