import { rootOf } from "../attempt/chain.ts";
import type { SittingEvent } from "../attempt/sitting.ts";
import { sittingEvent } from "../delivery/log-stream.ts";
import type { NewEvent } from "../store/store.ts";
import { type ArchiveFault, fault, type Manifest, names } from "./format.ts";
import type { WholeSitting } from "./read-sitting.ts";

type Closed = Extract<SittingEvent, { type: "sitting-closed" }>["data"];
type Prepared = Extract<SittingEvent, { type: "sitting-prepared" }>["data"];

/** Whether the root that was printed at the close covers these logs, and the archive says of itself what its log says. */
export function rootFaults(sitting: WholeSitting, manifest: Manifest): ArchiveFault[] {
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
  const heads = headsAt(sitting, closing, closed);
  const lost = Object.keys(heads).filter((attempt) => !hasHead(sitting, attempt, heads[attempt] ?? ""));
  if (lost.length > 0) {
    faults.push(fault("root", log, `收卷时的记录已不在其中：作答 ${lost.join("、")}`));
  } else if (rootOf(heads) !== closed.root) {
    faults.push(fault("root", log, "由各份作答算出的总校验值与收卷时的不一致"));
  }
  return faults;
}

function dataOf<T>(stored: NewEvent): T {
  return sittingEvent(stored).data as T;
}

/** The last hash of each attempt at the close. Older logs do not name them: then it is what had happened by that time. */
function headsAt({ accounts }: WholeSitting, { exam }: NewEvent, { heads }: Closed): Record<string, string> {
  if (heads) return heads;
  return Object.fromEntries(
    accounts.map(({ attempt, log }) => {
      return [attempt, log.findLast((event) => event.exam <= exam)?.hash ?? ""];
    }),
  );
}

function hasHead({ accounts }: WholeSitting, attempt: string, head: string): boolean {
  return accounts.find((one) => one.attempt === attempt)?.log.some(({ hash }) => hash === head) ?? false;
}

function aboutFaults(
  { about, accounts }: WholeSitting,
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
  const here = new Set(accounts.map(({ attempt }) => attempt));
  const gone = prepared.attempts.filter((attempt) => !here.has(attempt));
  if (gone.length > 0) {
    faults.push(fault("missing-file", names.roster, `名单缺少准备时的作答：${gone.join("、")}`));
  }
  return faults;
}
