import { sha256 } from "@kaochang/question-bank/digest.ts";
import { rootOf } from "../attempt/chain.ts";
import { type SittingEvent, sittingStream } from "../attempt/sitting.ts";
import { archivedAs } from "../delivery/archived-texts.ts";
import { sittingEvent } from "../delivery/log-stream.ts";
import type { NewEvent } from "../store/store.ts";
import { type ArchiveFault, fault, type Manifest, names } from "./format.ts";
import type { WholeSitting } from "./read-sitting.ts";

type Closed = Extract<SittingEvent, { type: "sitting-closed" }>["data"];
type Prepared = Extract<SittingEvent, { type: "sitting-prepared" }>["data"];
type Files = ReadonlyMap<string, Uint8Array>;

/** Whether the root that was printed at the close covers this archive, and it says of itself what its log says. */
export function rootFaults(sitting: WholeSitting, manifest: Manifest, files: Files): ArchiveFault[] {
  const { sittingLog } = sitting;
  const closing = sittingLog.findLast(({ type }) => type === "sitting-closed");
  const prepared = sittingLog.find(({ type }) => type === "sitting-prepared");
  const log = names.sittingLog;
  if (!closing || !prepared) return [fault("log", log, "场次的记录不完整：没有准备或没有收卷")];
  const closed = dataOf<Closed>(closing);
  const faults = aboutFaults(sitting, manifest, dataOf<Prepared>(prepared));
  if (closed.root !== manifest.root) {
    faults.push(fault("root", log, `总校验值不一致：清单上是 ${manifest.root}，收卷时是 ${closed.root}`));
  }
  const heads = closed.heads ?? headsBefore(sitting, closing);
  faults.push(...Object.entries(heads).flatMap(([of, head]) => headFault(sitting, closing, files, of, head)));
  if (rootOf(heads) !== closed.root) {
    faults.push(fault("root", log, "由各份记录算出的总校验值与收卷时的不一致"));
  }
  return faults;
}

function dataOf<T>(stored: NewEvent): T {
  return sittingEvent(stored).data as T;
}

/** The last hash of each attempt at the close, where the log does not name them: what had happened by that time. */
function headsBefore({ accounts }: WholeSitting, { exam }: NewEvent): Record<string, string> {
  return Object.fromEntries(
    accounts.map(({ attempt, log }) => {
      return [attempt, log.findLast((event) => event.exam <= exam)?.hash ?? ""];
    }),
  );
}

const fileWords = new Map<string, string>([
  [archivedAs.sitting, "场次说明"],
  [archivedAs.roster, "名单"],
  [archivedAs.items, "试题"],
]);

/** One of the things under the root against what the archive has of it. */
function headFault(
  { accounts, about }: WholeSitting,
  closing: NewEvent,
  archived: Files,
  of: string,
  head: string,
): ArchiveFault[] {
  const file = fileWords.get(of);
  if (file !== undefined) {
    if (sha256(archived.get(of) ?? new Uint8Array()) === head) return [];
    return [fault("root", of, `${file}（文件 ${of}）与收卷签字时的不一致`)];
  }
  if (of === sittingStream(about.id)) {
    if (closing.previous === head) return [];
    return [fault("root", names.sittingLog, "场次的记录在收卷以前的部分与签字时的不一致")];
  }
  const account = accounts.find(({ attempt }) => attempt === of);
  if (account?.log.some(({ hash }) => hash === head)) return [];
  const whose = account ? `考生 ${account.place.admission} 的作答记录` : `作答 ${of} 的记录`;
  return [fault("root", names.attemptLog(of), `${whose}与收卷签字时的不一致：收卷时的记录已不在其中`)];
}

function aboutFaults(
  { about, places }: WholeSitting,
  manifest: Manifest,
  prepared: Prepared,
): ArchiveFault[] {
  const faults: ArchiveFault[] = [];
  const { exam, qualification, test, form } = prepared;
  const said = { exam, qualification, test, form, id: manifest.sitting };
  const keys = Object.keys(said) as (keyof typeof said)[];
  const wrong = keys.filter((key) => about[key] !== said[key]);
  if (wrong.length > 0) {
    faults.push(fault("derived", names.sitting, `场次说明与记录不一致：${wrong.join("、")}`));
  }
  const listed = new Set(places.map(({ attempt }) => attempt));
  const gone = prepared.attempts.filter((attempt) => !listed.has(attempt));
  if (gone.length > 0) {
    faults.push(fault("missing-file", names.roster, `名单缺少准备时的作答：${gone.join("、")}`));
  }
  const known = new Set(prepared.attempts);
  const added = places.filter(({ attempt }) => !known.has(attempt));
  if (added.length > 0) {
    const whom = added.map(({ admission }) => admission).join("、");
    faults.push(fault("extra-file", names.roster, `名单上有准备时没有的考生：${whom}`));
  }
  return faults;
}
