import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import type { AttemptEvent } from "../attempt/events.ts";
import type { SittingEvent } from "../attempt/sitting.ts";
import type { PreparedAttempt } from "../attempt/state.ts";
import { receiptOf } from "../attempt/view.ts";
import { type AttemptRecord, emptyRecord, foldAttempt } from "../delivery/log-stream.ts";
import type { Receipt } from "../protocol/messages.ts";
import type { NewEvent } from "../store/store.ts";
import { type ArchivedPlace, type ArchiveFormat, archiveFormat, jsonText, names } from "./format.ts";

/** Something of a log that is not the ordinary course of an exam. */
export interface Incident {
  stream: string;
  version: number;
  type: string;
  /** Exam time and wall clock, milliseconds. */
  exam: number;
  wall: number;
  data: unknown;
}

/** How one attempt ended; `outcome` as the log has it, null where it was not scored. */
export interface ArchivedResult {
  attempt: string;
  admission: string;
  phase: PreparedAttempt["phase"];
  reason: string | null;
  voided: boolean;
  outcome: TestOutcome | null;
}

/** What an attempt's log says, besides itself. */
export interface Account {
  attempt: string;
  state: PreparedAttempt;
  receipt: Receipt | null;
  /** Those that the candidate had before it, in order: of a hand-in that was reopened, or before entries were admitted. */
  earlier: Receipt[];
  scores: Scored[];
  incidents: Incident[];
  result: ArchivedResult;
}

/** A score as the log has it, and what it was given for. `exam`: when. */
export interface Scored extends Pick<PreparedAttempt, "paper" | "answers"> {
  version: number;
  exam: number;
  outcome: TestOutcome;
}

/** Reads an attempt's log with the product's own rules. Throws for events that cannot follow one another. */
export function accountOf({ attempt, admission }: ArchivedPlace, events: readonly NewEvent[]): Account {
  const { state, receipts, scores, closingHash } = stepByStep(events);
  if (state.phase === "none") throw new Error(`the log of attempt ${attempt} is empty`);
  const closed = state.phase === "closed" ? state : null;
  const { phase } = state;
  const result = {
    attempt,
    admission,
    phase,
    reason: closed?.closed.reason ?? null,
    voided: state.proctored.voided !== null,
    outcome: closed?.outcome ?? null,
  };
  const receipt = receiptOf(state, closingHash);
  const earlier = receipts.filter(({ head }) => head !== receipt?.head);
  return { attempt, state, receipt, earlier, scores, incidents: incidentsOf(events), result };
}

/** Folds a log and keeps each receipt and each score as it was when it was made. */
function stepByStep(events: readonly NewEvent[]) {
  const receipts: Receipt[] = [];
  const scores: Scored[] = [];
  let record: AttemptRecord = emptyRecord;
  for (const event of events) {
    record = foldAttempt(record, [event]);
    const { state, closingHash } = record;
    const receipt = closingHash === event.hash ? receiptOf(state, closingHash) : null;
    if (receipt) receipts.push(receipt);
    if (event.type === "scored" && state.phase === "closed" && state.outcome) {
      const { paper, answers, outcome } = state;
      scores.push({ version: event.version, exam: event.exam, paper, answers, outcome });
    }
  }
  return { ...record, receipts, scores };
}

type EventType = AttemptEvent["type"] | SittingEvent["type"];

/** What happens in every exam, and notes of a PC, of which there are many. All else was done or suffered by someone. */
const ordinary: ReadonlySet<string> = new Set<EventType>([
  "prepared",
  "lease-granted",
  "identity-confirmed",
  "rules-accepted",
  "doors-opened",
  "started",
  "answered",
  "time-seen",
  "pause-seen",
  "message-shown",
  "message-seen",
  "person-confirmed",
  "pc-noted",
  "collecting",
  "closed",
  "scored",
  "sitting-prepared",
  "sitting-started",
  "sitting-closed",
]);

export function incidentsOf(events: readonly NewEvent[]): Incident[] {
  return events
    .filter(({ type }) => !ordinary.has(type))
    .map(({ stream, version, type, exam, wall, data }) => {
      return { stream, version, type, exam, wall, data: JSON.parse(data) };
    });
}

/** The file that holds an attempt's paper. */
export function paperText(admission: string, paper: Paper): string {
  return jsonText({ admission, paper });
}

/** Of an account, what stands in an archive beside its log and its paper. */
export type Followed = Pick<Account, "attempt" | "receipt" | "earlier" | "incidents" | "result">;

/** The files that follow from the logs: made from them at first, made again and compared by who checks. */
export function derivedTexts(
  accounts: readonly Followed[],
  sittingLog: readonly NewEvent[],
  format: ArchiveFormat = archiveFormat,
): Record<string, string> {
  const receipts = accounts.map(({ attempt, receipt, earlier }) => {
    return format === archiveFormat ? { attempt, receipt, earlier } : { attempt, receipt };
  });
  const incidents = [...incidentsOf(sittingLog), ...accounts.flatMap((account) => account.incidents)];
  return {
    [names.receipts]: jsonText(receipts),
    [names.incidents]: jsonText(incidents),
    [names.results]: jsonText(accounts.map(({ result }) => result)),
  };
}
