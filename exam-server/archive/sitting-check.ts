import { sittingEvent } from "../delivery/log-stream.ts";
import type { NewEvent } from "../store/store.ts";
import { derivedFaults } from "./derived-check.ts";
import { drawFaults } from "./draw-check.ts";
import { type ArchiveFault, archiveFormat, type Manifest, names } from "./format.ts";
import { listFaults } from "./list-check.ts";
import { mediaFaults, picturesIn } from "./media-check.ts";
import { type ReadSitting, readSitting, type WholeSitting, wholeOf } from "./read-sitting.ts";
import { openReading } from "./reading.ts";
import { rootFaults } from "./root-check.ts";
import { scoreFaults, type TimedCorrection } from "./score-check.ts";

/** How much was looked at; `unscored` attempts are closed and have no score in their log. */
export interface SittingCounts {
  events: number;
  attempts: number;
  papers: number;
  /** All that candidates were given, void ones too. */
  receipts: number;
  scores: number;
  unscored: number;
  pictures: number;
}

type Files = ReadonlyMap<string, Uint8Array>;

/** Checks an archive's files against one another: logs, root, draw, scores, pictures and what follows from them. */
export function checkSitting(
  files: Files,
  manifest: Manifest,
): { faults: ArchiveFault[]; counts: SittingCounts } {
  const reading = openReading(files);
  const sitting = readSitting(reading, manifest.sitting);
  const whole = wholeOf(sitting);
  const faults = [
    ...reading.faults,
    ...listFaults(files, manifest, sitting),
    ...(manifest.format === archiveFormat ? mediaFaults(files, manifest) : []),
    ...scoreFaults(sitting.accounts, sitting.items, correctionsIn(sitting.sittingLog ?? [])),
    // What a missing piece alone would make differ says nothing.
    ...(whole ? wholeFaults(files, manifest, whole) : []),
  ];
  return { faults, counts: countsOf(files, sitting, whole !== null) };
}

function wholeFaults(files: Files, manifest: Manifest, whole: WholeSitting): ArchiveFault[] {
  return [
    ...rootFaults(whole, manifest, files),
    ...drawFaults(whole),
    ...derivedFaults(files, whole, manifest),
  ];
}

function correctionsIn(sittingLog: readonly NewEvent[]): TimedCorrection[] {
  return sittingLog.flatMap((stored) => {
    const event = sittingEvent(stored);
    return event.type === "key-corrected" ? [{ exam: stored.exam, correction: event.data }] : [];
  });
}

function countsOf(files: Files, sitting: ReadSitting, whole: boolean): SittingCounts {
  const { sittingLog, drawLog, accounts, places } = sitting;
  const logs = [sittingLog, drawLog, ...accounts.map(({ log }) => log)];
  const closed = accounts.filter(({ result }) => result.phase === "closed");
  const receipts = accounts.flatMap(({ receipt, earlier }) => (receipt ? [...earlier, receipt] : earlier));
  return {
    events: logs.reduce((sum, log) => sum + (log?.length ?? 0), 0),
    attempts: places.length,
    papers: whole ? accounts.length : 0,
    receipts: whole ? receipts.length : 0,
    scores: accounts.reduce((sum, { scores }) => sum + scores.length, 0),
    unscored: closed.filter(({ result }) => result.outcome === null).length,
    pictures: picturesIn(Buffer.from(files.get(names.items) ?? []).toString()).length,
  };
}
