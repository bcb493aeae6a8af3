// `npm run faults [-- --quick] [--json] [--tries N] [--fault NAME] [--seed N]`: the fault suite, against
// the server and the pages as they are built.
import { buildIfStale } from "./build.mjs";
import { importTs } from "./run-ts.mjs";

await buildIfStale();
const { main } = await importTs("faults/main.ts");
// Killed browsers and servers leave timers behind that nobody waits for.
process.exit(await main(process.argv.slice(2)));
