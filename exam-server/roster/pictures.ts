import { foldNumber } from "../store/fold-number.ts";
import type { RosterRow } from "./rows.ts";
import type { FoundPicture } from "./thread/reader.ts";

/** Finds the picture of a candidate; null when none is theirs. */
export type PictureOf = (
  row: Pick<RosterRow, "cells" | "picture">,
  numbers: readonly string[],
) => FoundPicture | null;

/**
 * A picture is a candidate's when it lies on their row, when the photo column names it, or when its name is or
 * holds their admission or ID number.
 */
export function pictureFinder(found: readonly FoundPicture[]): PictureOf {
  const byName = new Map<string, FoundPicture>();
  for (const picture of found) {
    for (const name of namesOf(picture.name)) if (!byName.has(name)) byName.set(name, picture);
  }
  return ({ cells, picture }, numbers) => {
    if (picture !== null) return { source: -1, name: picture };
    for (const name of [...namesOf(cells.photo ?? ""), ...numbers]) {
      const known = name === "" ? undefined : byName.get(name);
      if (known) return known;
    }
    return null;
  };
}

/** How a file may be meant: by its whole name, without its ending, or by the long number in it. */
function namesOf(path: string): string[] {
  const name = foldNumber(path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1));
  const base = name.replace(/\.[A-Z]{3,4}$/, "");
  return [name, base, ...(base.match(/[0-9A-Z]{8,}/g) ?? [])];
}
