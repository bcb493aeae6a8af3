import { type ArchiveFault, fault, type Manifest, names } from "./format.ts";
import { pictureFile, picturesIn } from "./media-check.ts";
import type { ReadSitting } from "./read-sitting.ts";

const always = [
  names.sitting,
  names.roster,
  names.items,
  names.receipts,
  names.incidents,
  names.results,
  names.sittingLog,
  names.drawLog,
];

/** Files that no sitting's archive has, though a manifest names them. */
export function listFaults(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
  { places }: ReadSitting,
): ArchiveFault[] {
  const items = Buffer.from(files.get(names.items) ?? []).toString();
  const known = new Set<string>([
    ...always,
    ...places.flatMap(({ attempt }) => [names.attemptLog(attempt), names.paper(attempt)]),
    ...picturesIn(items).flatMap((hash) => pictureFile(hash, manifest) ?? []),
  ]);
  return manifest.files
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => fault("extra-file", name, `文件 ${name} 不属于这个场次的档案`));
}
