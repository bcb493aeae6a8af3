import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { MediaProblem } from "./lint-media.ts";
import { largestMedia, type MediaType, mediaType } from "./media-file.ts";

/** An image of a bank. `path` is what the items' Markdown names, e.g. `media/chart.png`. */
export interface Media {
  path: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  type: MediaType;
  bytes: Uint8Array;
}

/** The images that the bank files of one load name, each read once. */
export class MediaShelf {
  readonly #read = new Map<string, Media | MediaProblem>();
  readonly #byPath = new Map<string, Media>();

  /** Why the image that a bank file names may not be used; null keeps it for `media()`. */
  problem(bankFile: string, name: string): MediaProblem | null {
    const file = path.join(path.dirname(bankFile), name);
    const found = this.#read.get(file) ?? readMedia(file, name);
    this.#read.set(file, found);
    if (typeof found === "string") return found;
    const other = this.#byPath.get(name);
    if (other !== undefined && other.sha256 !== found.sha256) return "name-clash";
    this.#byPath.set(name, found);
    return null;
  }

  media(): Media[] {
    return [...this.#byPath.values()];
  }
}

function readMedia(file: string, name: string): Media | MediaProblem {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return "missing";
  if (size > largestMedia) return "too-large";
  const bytes = readFileSync(file);
  const type = mediaType(bytes);
  if (type === null) return "wrong-type";
  return { path: name, sha256: createHash("sha256").update(bytes).digest("hex"), type, bytes };
}
