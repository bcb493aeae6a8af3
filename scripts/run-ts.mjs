// Imports a TypeScript module of this repository in Node: bundles it (packages of the registry stay
// outside) and returns its exports. For benches and scripts; the server has its own build.
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Keeps packages of the registry outside the bundle and those of this repository inside. */
const outside = {
  name: "registry-packages-outside",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path: name }) =>
      name.startsWith("@kaochang/") ? undefined : { external: true },
    ),
};

export async function importTs(file) {
  // Inside the repository, so that the packages left outside are found.
  const folder = mkdtempSync(path.join(root, "node_modules", ".kaochang-"));
  const outfile = path.join(folder, "module.mjs");
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [file],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      jsx: "automatic",
      plugins: [outside],
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
