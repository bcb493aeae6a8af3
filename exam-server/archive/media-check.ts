import { sha256 } from "@kaochang/question-bank/digest.ts";
import { type ArchiveFault, fault, type Manifest, names } from "./format.ts";

/** How items name a picture of the bank. */
const address = /\bmedia\/([0-9a-f]{64})/g;

/** Digests of the pictures that items name, each once, in order. */
export function picturesIn(items: string): string[] {
  return [...new Set([...items.matchAll(address)].map(([, hash = ""]) => hash))].sort();
}

/** The name under which an archive has a picture; undefined where it has none. */
export function pictureFile(hash: string, { files }: Pick<Manifest, "files">): string | undefined {
  return files.find(({ name }) => name.startsWith(`media/${hash}.`))?.name;
}

/** Whether the pictures that the items name are there and are those that the candidates saw. */
export function mediaFaults(files: ReadonlyMap<string, Uint8Array>, manifest: Manifest): ArchiveFault[] {
  const items = Buffer.from(files.get(names.items) ?? []).toString();
  return picturesIn(items).flatMap((hash) => {
    const name = pictureFile(hash, manifest);
    const bytes = name === undefined ? undefined : files.get(name);
    if (name === undefined || !bytes) {
      return [fault("missing-file", name ?? names.items, `缺少试题的图片 media/${hash}`)];
    }
    if (sha256(bytes) === hash) return [];
    return [fault("picture", name, `图片 ${name} 不是试题所指的那一张：内容被改动`)];
  });
}
