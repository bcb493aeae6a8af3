import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";

const target = 150;

/** Files that the page at `/` loads before it can be used: what index.html names, and what those import. */
function firstLoad(dist: string): Set<string> {
  const files = new Set(["index.html"]);
  for (const file of files) {
    const text = file.endsWith(".css") ? "" : readFileSync(path.join(dist, file), "utf8");
    for (const name of namedIn(file, text)) files.add(name);
  }
  return files;
}

function namedIn(file: string, text: string): string[] {
  if (file === "index.html") {
    return [...text.matchAll(/<(?:script|link)[^>]+(?:src|href)="\/([^"]+\.(?:js|css))"/g)].flatMap(
      ([, name]) => name ?? [],
    );
  }
  // Static imports only: what `import(…)` names is loaded when it is needed.
  const imports = text.matchAll(
    /(?:^|[;}\s])(?:import|export)\s*[\w{}\s,*$]*?\s*(?:from)?\s*"(\.[^"]+\.js)"/g,
  );
  return [...imports].flatMap(([, name]) => (name ? path.posix.join(path.posix.dirname(file), name) : []));
}

/** HTML, JavaScript and CSS of the candidate's first load, gzip, in kB of 1000 bytes. Needs `npm run build`. */
export async function bench(): Promise<BenchResult[]> {
  const dist = path.resolve("exam-client", "dist");
  const bytes = [...firstLoad(dist)].map((file) => gzipSync(readFileSync(path.join(dist, file))).length);
  const total = bytes.reduce((sum, one) => sum + one, 0) / 1000;
  return [atMost("client: first load of the candidate's page, gzip", round(total), "kB", target)];
}
