import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";

/** A deliberate fault in the product's code: in `file` (from the repository's root), one text for another. */
export interface Replacement {
  file: string;
  from: string;
  to: string;
}

/**
 * Bundles the server as `npm run build` does, with faults put into it, and returns the bundle's path.
 * Throws if a text is not found exactly once or its file is not part of the server, so that a mutation
 * cannot quietly become none.
 */
export function mutatedServer(replacements: readonly Replacement[]): Promise<string> {
  return mutatedBundle("exam-server/main.ts", replacements);
}

/** The same for any program that may import what the server may. */
export async function mutatedBundle(entry: string, replacements: readonly Replacement[]): Promise<string> {
  const key = createHash("sha256").update(JSON.stringify([entry, replacements]));
  // Beside the server's own bundle, where it finds the packages that stay outside.
  const outdir = path.join("exam-server", "dist", `mutated-${key.digest("hex").slice(0, 16)}`);
  const applied = new Set<Replacement>();
  const buildServer = await serverBuild();
  await buildServer({
    entryPoints: { mutated: entry },
    outdir,
    sourcemap: false,
    plugins: [replacing(replacements, applied)],
  });
  const missed = replacements.find((replacement) => !applied.has(replacement));
  if (missed) throw new Error(`${missed.file} is not part of ${entry}`);
  return path.resolve(outdir, "mutated.mjs");
}

/** The build script is plain JavaScript, so its type is told here. */
async function serverBuild(): Promise<(changes: BuildOptions) => Promise<void>> {
  const script = pathToFileURL(path.resolve("scripts", "build.mjs")).href;
  const { buildServer } = (await import(script)) as {
    buildServer: (changes: BuildOptions) => Promise<void>;
  };
  return buildServer;
}

function replacing(replacements: readonly Replacement[], applied: Set<Replacement>): Plugin {
  return {
    name: "replacements",
    setup: (build) => {
      build.onLoad({ filter: /\.tsx?$/ }, ({ path: source }) => {
        const here = replacements.filter(({ file }) => path.resolve(file) === source);
        if (here.length === 0) return undefined;
        const contents = here.reduce(replaceOnce, readFileSync(source, "utf8"));
        for (const replacement of here) applied.add(replacement);
        return { contents, loader: source.endsWith("x") ? "tsx" : "ts" };
      });
    },
  };
}

function replaceOnce(text: string, { file, from, to }: Replacement): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}
