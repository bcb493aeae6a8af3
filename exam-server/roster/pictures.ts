import { foldNumber } from "../store/fold-number.ts";
import type { RosterRow } from "./rows.ts";
import type { FoundPicture } from "./thread/reader.ts";

/** Finds the picture of a candidate, and what tells that it is theirs; null when none is. */
export type PictureOf = (
  row: Pick<RosterRow, "cells" | "picture">,
  numbers: readonly string[],
) => { picture: FoundPicture; by: "row" | "number" | "name" } | null;

/**
 * A picture is a candidate's when it lies on their row, when the photo column names it, when its name is or holds
 * their admission or ID number, or when it is called by a name that they alone have (`names`, folded) and no
 * other picture is.
 */
export function pictureFinder(found: readonly FoundPicture[], names: ReadonlySet<string>): PictureOf {
  const byFile = new Map<string, FoundPicture>();
  const byPerson = new Map<string, FoundPicture[]>();
  for (const picture of found) {
    for (const name of namesOf(picture.name)) if (!byFile.has(name)) byFile.set(name, picture);
    const person = personIn(picture.name);
    byPerson.set(person, [...(byPerson.get(person) ?? []), picture]);
  }
  return ({ cells, picture }, numbers) => {
    if (picture !== null) return { picture: { source: -1, name: picture }, by: "row" };
    for (const name of [...namesOf(cells.photo ?? ""), ...numbers]) {
      const known = name === "" ? undefined : byFile.get(name);
      if (known) return { picture: known, by: "number" };
    }
    const name = foldName(cells.name ?? "");
    const [only, ...others] = names.has(name) ? (byPerson.get(name) ?? []) : [];
    return only && others.length === 0 ? { picture: only, by: "name" } : null;
  };
}

const endings = /\.[A-Za-z]{3,4}$/;
const fileIn = (path: string) => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);

/** How a file may be meant: by its whole name, without its ending, or by the long number in it. */
function namesOf(path: string): string[] {
  const name = foldNumber(fileIn(path));
  const base = name.replace(endings, "");
  return [name, base, ...(base.match(/[0-9A-Z]{8,}/g) ?? [])];
}

/** A person's name, however it was padded or typed. */
export const foldName = foldNumber;

/** "03_王小明 (1).jpg" → "王小明": people number their pictures. */
function personIn(path: string): string {
  return foldName(fileIn(path).replace(endings, "")).replace(/^[\d._()-]+|[\d._()-]+$/g, "");
}
