import type { Item } from "@kaochang/question-bank/item.ts";
import type { SittingRecord } from "../store/store.ts";

/**
 * Files of a sitting's archive that do not follow from its logs. They are written here, below the archive,
 * because closing a sitting puts their digests under its root.
 */
export const archivedAs = { sitting: "sitting.json", roster: "roster.json", items: "items.json" } as const;

/** Who sat where; the ID number stays with the roster. */
export interface ArchivedPlace {
  attempt: string;
  admission: string;
  name: string;
  room: string;
  seat: string;
}

/** JSON text of an archive's file: one line, closed by a newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Field by field, because a store may give them in any order; the secret stands in the log from the close on. */
export function sittingText(record: SittingRecord): string {
  const { id, exam, title, qualification, test, form, practice, minutes, preparedAt } = record;
  return jsonText({ id, exam, title, qualification, test, form, practice, minutes, preparedAt });
}

/** By attempt, whatever order a store gives them in. */
export function inOrder(places: readonly ArchivedPlace[]): ArchivedPlace[] {
  return [...places].sort((a, b) => (a.attempt < b.attempt ? -1 : 1));
}

export function placesText(places: readonly ArchivedPlace[]): string {
  return jsonText(
    inOrder(places).map(({ attempt, admission, name, room, seat }) => {
      return { attempt, admission, name, room, seat };
    }),
  );
}

export function itemsText(items: readonly Item[]): string {
  return jsonText([...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version)));
}
