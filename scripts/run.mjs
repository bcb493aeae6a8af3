// Runs the `kaochang` command, building first whatever changed since the last build.
import { buildIfStale } from "./build.mjs";

await buildIfStale(process.argv[2] === "serve" ? ["server", "client"] : ["server"]);
await import("../exam-server/dist/kaochang.mjs");
