import type { Generator } from "@kaochang/question-bank/random.ts";
import type { Change } from "./content.ts";

/**
 * Of changes that were never synced, those that a power cut leaves, in their order: each is there, is
 * not, or is there in part, torn at the borders of sectors (512 bytes) or pages (4096 bytes). A change
 * may survive an earlier one. That allows more than a page cache would do (a later write to the same
 * page carries the earlier one along), as disks may reorder what they were not told to keep.
 */
export function survivors(changes: readonly Change[], random: Generator): Change[] {
  // Between images from which everything unsynced is gone and those that lack almost nothing of it.
  const percent = [0, 10, 50, 90, 100][random.below(5)] ?? 0;
  return changes.flatMap((change) => {
    if (random.below(100) < percent) return [change];
    return change.op === "write" && random.below(2) === 0 && percent > 0 ? torn(change, random) : [];
  });
}

function torn({ offset, bytes }: Change & { op: "write" }, random: Generator): Change[] {
  const unit = random.below(2) === 0 ? 512 : 4096;
  const pieces: Change[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = Math.min(bytes.length, start + unit - ((offset + start) % unit));
    if (random.below(2) === 0) {
      pieces.push({ op: "write", offset: offset + start, bytes: bytes.subarray(start, end) });
    }
    start = end;
  }
  return pieces;
}
