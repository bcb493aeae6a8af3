import { sha256 } from "@kaochang/question-bank/digest.ts";
import type { Entry } from "../protocol/messages.ts";

/**
 * Digest of one journal entry's content, to tell a resent entry from another one under the same
 * number. 64 bits suffice: a chance collision only matters between two contents of one key.
 */
export function entryDigest({
  epoch,
  made,
  synced,
  change,
}: Pick<Entry, "epoch" | "made" | "synced" | "change">): string {
  const content = change.kind === "respond" ? change.response : change.flagged;
  const text = JSON.stringify([epoch, made, synced, change.kind, change.item, content]);
  return sha256(text).slice(0, 16);
}
