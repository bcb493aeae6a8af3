/**
 * The one message that every seat sends all the time: a change that a candidate made, as it stands in the
 * journal on the PC. Checked by hand, because the library's check of it made a fifth of a save's garbage.
 */
export interface Entry {
  /** 1, 2, 3 … within the journal, without gaps. */
  seq: number;
  /** Lease epoch under which it was written. */
  epoch: number;
  /** The page's estimate of exam time when it was written, in milliseconds. */
  made: number;
  /**
   * Monotonic milliseconds since the page last compared its clock with the server's; null when the page
   * slept or its clock stood still since then, so that `made` proves nothing.
   */
  synced: number | null;
  change: Change;
}

export type Change =
  /** `response: null` clears the answer. The shape of a response is its interaction type's. */
  { kind: "respond"; item: string; response: unknown } | { kind: "flag"; item: string; flagged: boolean };

/** Most entries of one journal: three a second for two hours. More is no person. */
export const maxEntries = 20_000;
const mostMs = 1e12;
const longestItem = 64;
const entryFields = 5;
const changeFields = 3;

/** Whether a value has exactly this shape, within these bounds. */
export function isEntry(value: unknown): value is Entry {
  if (!isPlain(value) || Object.keys(value).length !== entryFields) return false;
  const { seq, epoch, made, synced, change } = value;
  return (
    isWhole(seq, 1, maxEntries) &&
    isWhole(epoch, 1, Number.MAX_SAFE_INTEGER) &&
    typeof made === "number" &&
    made >= 0 &&
    made <= mostMs &&
    (synced === null || isWhole(synced, 0, mostMs)) &&
    isChange(change)
  );
}

function isChange(value: unknown): value is Change {
  if (!isPlain(value) || Object.keys(value).length !== changeFields) return false;
  const { kind, item } = value;
  if (typeof item !== "string" || item.length < 1 || item.length > longestItem) return false;
  if (kind === "respond") return "response" in value && isShallowJson(value.response, deepest);
  return kind === "flag" && typeof value.flagged === "boolean";
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * No response is deeper, and what is deeper would exhaust the stack of whoever walks it: one message must
 * never stop the server.
 */
const deepest = 4;

/** JSON of at most so many levels. */
function isShallowJson(value: unknown, levels: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (levels === 0) return false;
  if (!Array.isArray(value) && !isPlain(value)) return false;
  return Object.values(value).every((inner) => isShallowJson(inner, levels - 1));
}
