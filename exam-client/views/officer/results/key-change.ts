import type { KeyChangeRequest, MarkChange, UsedItem } from "@kaochang/exam-server/protocol/results.ts";

/** What an officer has set in the form of an item's new key, as the controls hold it. */
export interface KeyDraft {
  how: "key" | "full-marks";
  /** Letters of the options that are right. */
  letters: readonly string[];
  truth: boolean;
  number: string;
  tolerance: string;
  /** One text for each blank: an accepted answer a line. */
  blanks: readonly string[];
}

/** The types whose key has a form here; of others, full marks alone can be given. */
export const formTypes = ["single-choice", "multiple-choice", "true-false", "numeric", "fill-in"] as const;
export type FormType = (typeof formTypes)[number];

export function formTypeOf({ type }: Pick<UsedItem, "type">): FormType | null {
  return formTypes.find((one) => one === type) ?? null;
}

interface Blank {
  accept: string[];
  caseSensitive: boolean;
}

const blanksOf = (fields: UsedItem["fields"]) =>
  Array.isArray(fields.blanks) ? (fields.blanks as Blank[]) : [];

/** The form as it opens: the key that counts now. */
export function draftOf(item: UsedItem): KeyDraft {
  const changed = item.correction?.kind === "key" ? item.correction.fields : {};
  const fields = { ...item.fields, ...changed };
  const { key, tolerance } = fields;
  const allowed = tolerance as { absolute?: number } | undefined;
  return {
    how: formTypeOf(item) === null ? "full-marks" : "key",
    letters: Array.isArray(key) ? key.map(String) : typeof key === "string" ? [key] : [],
    truth: key === true,
    number: typeof key === "number" ? String(key) : "",
    tolerance: String(allowed?.absolute ?? 0),
    blanks: blanksOf(fields).map(({ accept }) => accept.join("\n")),
  };
}

/** What is sent; null while the form is not filled in. */
export function changeOf(item: UsedItem, draft: KeyDraft): KeyChangeRequest | null {
  if (draft.how === "full-marks") return { kind: "full-marks" };
  const fields = fieldsOf(item, draft);
  return fields && { kind: "key", fields };
}

function fieldsOf(item: UsedItem, draft: KeyDraft): Record<string, unknown> | null {
  const { letters, truth, blanks } = draft;
  switch (formTypeOf(item)) {
    case "single-choice":
      return letters[0] === undefined ? null : { key: letters[0] };
    case "multiple-choice":
      return letters.length === 0 ? null : { key: [...letters].sort() };
    case "true-false":
      return { key: truth };
    case "numeric":
      return numberFields(item, draft);
    case "fill-in":
      return {
        blanks: blanksOf(item.fields).map((blank, place) => ({ ...blank, accept: linesOf(blanks[place]) })),
      };
    case null:
      return null;
  }
}

/** A tolerance in percent is kept: only what the form shows is changed. */
function numberFields({ fields }: UsedItem, { number, tolerance }: KeyDraft): Record<string, unknown> | null {
  const [key, absolute] = [Number(number), Number(tolerance)];
  if (number.trim() === "" || !Number.isFinite(key) || !Number.isFinite(absolute)) return null;
  const inPercent =
    typeof fields.tolerance === "object" && fields.tolerance !== null && "percent" in fields.tolerance;
  return inPercent && absolute === 0 ? { key } : { key, tolerance: { absolute } };
}

function linesOf(text = ""): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** How a correction changes one candidate's verdict. */
export function turnOf({ before, after }: Pick<MarkChange, "before" | "after">) {
  if (before?.passed && !after.passed) return "lost" as const;
  return after.passed && before !== null && !before.passed ? ("won" as const) : ("stays" as const);
}

/** How many have the item, whose score moves, who no longer passes and who passes now. */
export function countChanges(changes: readonly MarkChange[]) {
  const of = (turn: ReturnType<typeof turnOf>) => changes.filter((one) => turnOf(one) === turn).length;
  const changed = changes.filter(({ before, after }) => before?.total !== after.total).length;
  return { all: changes.length, changed, lost: of("lost"), won: of("won") };
}
