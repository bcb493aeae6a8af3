import type { Correction } from "@kaochang/scoring/correction.ts";
import { sittingEvent } from "../delivery/log-stream.ts";
import type { NewEvent } from "../store/store.ts";
import { derivedTexts, paperText } from "./account.ts";
import { drawFaults } from "./draw-check.ts";
import { type ArchiveFault, fault, type Manifest, missingFile, names } from "./format.ts";
import { type ReadSitting, readSitting, type WholeSitting, wholeOf } from "./read-sitting.ts";
import { openReading } from "./reading.ts";
import { rootFaults } from "./root-check.ts";
import { scoreFaults } from "./score-check.ts";

/** How much was looked at; `unscored` attempts are closed and have no score in their log. */
export interface SittingCounts {
  events: number;
  attempts: number;
  papers: number;
  scores: number;
  unscored: number;
}

type Files = ReadonlyMap<string, Uint8Array>;

/** Checks an archive's files against one another: logs, root, draw, scores and what follows from them. */
export function checkSitting(
  files: Files,
  manifest: Manifest,
): { faults: ArchiveFault[]; counts: SittingCounts } {
  const reading = openReading(files);
  const sitting = readSitting(reading, manifest.sitting);
  const whole = wholeOf(sitting);
  const faults = [
    ...reading.faults,
    ...scoreFaults(sitting.accounts, sitting.items, correctionsIn(sitting.sittingLog ?? [])),
    // What a missing piece alone would make differ says nothing.
    ...(whole ? [...rootFaults(whole, manifest), ...drawFaults(whole), ...derivedFaults(files, whole)] : []),
  ];
  return { faults, counts: countsOf(sitting, whole !== null) };
}

function correctionsIn(sittingLog: readonly NewEvent[]): Correction[] {
  return sittingLog.flatMap((stored) => {
    const event = sittingEvent(stored);
    return event.type === "key-corrected" ? [event.data] : [];
  });
}

/** Papers, receipts, incidents and results, made again from the logs. */
function derivedFaults(files: Files, { accounts, sittingLog }: WholeSitting): ArchiveFault[] {
  const papers = accounts.map(({ attempt, place, state }) => {
    return [names.paper(attempt), paperText(place.admission, state.paper)] as const;
  });
  const wanted = [...papers, ...Object.entries(derivedTexts(accounts, sittingLog))];
  return wanted.flatMap(([name, text]) => {
    const found = files.get(name);
    if (!found) return [missingFile(name)];
    if (Buffer.from(text).equals(found)) return [];
    return [fault("derived", name, `文件 ${name} 与事件记录推出的不一致`)];
  });
}

function countsOf({ sittingLog, drawLog, accounts, places }: ReadSitting, whole: boolean): SittingCounts {
  const logs = [sittingLog, drawLog, ...accounts.map(({ log }) => log)];
  const scored = accounts.filter(({ result }) => result.outcome !== null);
  const closed = accounts.filter(({ result }) => result.phase === "closed");
  return {
    events: logs.reduce((sum, log) => sum + (log?.length ?? 0), 0),
    attempts: places.length,
    papers: whole ? accounts.length : 0,
    scores: scored.length,
    unscored: closed.length - scored.length,
  };
}
