import type { ImportPhotos } from "../../protocol/plan.ts";
import { foldName, pictureFinder } from "../../roster/pictures.ts";
import type { RosterRow, RosterTable } from "../../roster/rows.ts";
import type { FoundPicture } from "../../roster/thread/reader.ts";
import { foldNumber } from "../../store/fold-number.ts";
import type { Draft } from "./import-check.ts";

/** Whose pictures are whose, before they are opened. */
export interface MatchedPhotos {
  meant: readonly [row: number, picture: FoundPicture][];
  /** Row → file, of those told by nothing but the name of the person. */
  byName: ReadonlyMap<number, string>;
  /** Files that came along and are nobody's. */
  unmatched: readonly string[];
}

interface Matching {
  table: RosterTable;
  drafts: readonly Draft[];
  pictures: readonly FoundPicture[];
  /** Names of people who are on the roster besides the file's. */
  otherNames: readonly string[];
}

/** A picture of a row that cannot be taken is not made smaller, but it is not nobody's either. */
export function matchPhotos({ table, drafts, pictures, otherNames }: Matching): MatchedPhotos {
  const pictureOf = pictureFinder(pictures, namesOnce(table, otherNames));
  const drafted = new Map(drafts.map(({ row, candidate }) => [row, candidate]));
  const meant: [number, FoundPicture][] = [];
  const byName = new Map<number, string>();
  const used = new Set<FoundPicture>();
  for (const row of table.rows) {
    const candidate = drafted.get(row.row);
    const found = pictureOf(
      row,
      candidate ? [candidate.admissionNumber, candidate.idNumber] : numbersOf(row),
    );
    if (!found) continue;
    used.add(found.picture);
    if (!candidate) continue;
    meant.push([row.row, found.picture]);
    if (found.by === "name") byName.set(row.row, found.picture.name);
  }
  const unmatched = pictures.filter((one) => !used.has(one)).map(({ name }) => name);
  return { meant, byName, unmatched };
}

function numbersOf({ cells }: RosterRow): string[] {
  return [foldNumber(cells.admissionNumber ?? ""), foldNumber(cells.idNumber ?? "")];
}

/** The names that one person alone has: of two of one name, nobody can say whose picture it is. */
function namesOnce({ rows }: RosterTable, others: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of [...rows.map(({ cells }) => cells.name ?? ""), ...others].map(foldName)) {
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return new Set([...seen].filter((name) => name !== "" && !twice.has(name)));
}

/** As many as a person reads; the counts are whole. */
const mostListed = 2000;

interface Read {
  found: number;
  matching: Pick<MatchedPhotos, "byName" | "unmatched">;
  /** Row → file of a photo that could be opened. */
  photos: ReadonlyMap<number, string>;
}

/** What an officer reads of the photos before anything is written. */
export function photosTold(drafts: readonly Draft[], { found, matching, photos }: Read): ImportPhotos {
  const without =
    found === 0 ? [] : drafts.filter(({ row, candidate }) => !photos.has(row) && candidate.photo === null);
  const nameOf = new Map(drafts.map(({ row, candidate }) => [row, candidate.name]));
  return {
    found,
    matched: photos.size,
    byName: [...matching.byName]
      .filter(([row]) => photos.has(row))
      .map(([row, file]) => ({ row, name: nameOf.get(row) ?? "", file }))
      .slice(0, mostListed),
    unmatched: { count: matching.unmatched.length, files: matching.unmatched.slice(0, mostListed) },
    without: {
      count: without.length,
      people: without.slice(0, mostListed).map(({ row, candidate }) => ({ row, name: candidate.name })),
    },
  };
}
