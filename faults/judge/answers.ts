import type { JournalOnDisk } from "./journal.ts";
import { type Act, actKey, answerKey, type Ledger } from "./ledger.ts";
import { type AttemptLog, fold } from "./log.ts";

/** What went wrong with one attempt's answers; each a sentence for whoever looks for the cause. */
export interface AnswerFaults {
  /** Acts that were shown as on the server. */
  acknowledged: number;
  lost: string[];
  duplicated: string[];
}

/** What stands at the seat when all is over. */
export interface LeftAtSeat {
  /**
   * What the disks of the PCs hold, by the disk's name. A disk that the fault itself has wiped is absent,
   * and what only it held is not counted as lost: no program can keep it.
   */
  journals: ReadonlyMap<string, JournalOnDisk>;
  /** Name of the disk behind the page from which the server could be reached; null when there is none. */
  connected: string | null;
}

export function judgeAnswers(
  ledger: Ledger,
  log: AttemptLog,
  { journals, connected }: LeftAtSeat,
): AnswerFaults {
  const logged = new Set(log.entries.flatMap(({ change, made }) => (change ? [actKey(change, made)] : [])));
  const held = (key: string) =>
    [...journals.values()].some(({ waiting, aside }) => waiting.has(key) || aside.has(key));
  const lost = ledger.acts.flatMap((act) => {
    if (act.made === null) return [];
    const key = actKey(act.change, act.made);
    if (logged.has(key)) return [];
    if (act.served !== null) return [`shown as on the server, not in the log: ${key}`];
    const disk = act.kept?.disk ?? "";
    return journals.has(disk) && !held(key) ? [`shown as on this PC (${disk}), nowhere: ${key}`] : [];
  });
  return {
    acknowledged: ledger.acts.filter(({ served }) => served !== null).length,
    lost: [...lost, ...shownInVain(ledger, log), ...neverSent(journals.get(connected ?? ""), logged)],
    duplicated: [...countedTwice(log), ...wrongWinner(ledger, log), ...unasked(ledger, log)],
  };
}

/** Answers that a screen showed as on the server and that the log never had. */
function shownInVain({ shown }: Ledger, log: AttemptLog): string[] {
  const had = new Set(log.entries.flatMap(({ change }) => (change ? [answerKey(change)] : [])));
  return [...shown]
    .filter((key) => !had.has(key) && !key.endsWith(" null"))
    .map((key) => `shown as the server's answer, never in the log: ${key}`);
}

/** A journal that is kept and never sent is of no use to the candidate. */
function neverSent(journal: JournalOnDisk | undefined, logged: ReadonlySet<string>): string[] {
  return [...(journal?.waiting ?? [])]
    .filter((key) => !logged.has(key))
    .map((key) => `still only on this PC, though the server could be reached: ${key}`);
}

/** One entry of a journal, or one act of the candidate, that counts twice. */
function countedTwice(log: AttemptLog): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  const count = (key: string) => {
    if (seen.has(key)) twice.push(`counted twice: ${key}`);
    seen.add(key);
  };
  for (const { journal, seq, made, change, result } of log.entries) {
    count(`${journal} ${seq}`);
    if (result === "accepted" && change) count(actKey(change, made));
  }
  return twice;
}

/** Of two acts on one item that were both accepted, the later one decides, whatever the order of arrival. */
function wrongWinner({ acts }: Ledger, log: AttemptLog): string[] {
  const accepted = new Set(
    log.entries.flatMap(({ change, made, result }) =>
      change && result === "accepted" ? [actKey(change, made)] : [],
    ),
  );
  const latest = new Map<string, Act>();
  for (const act of acts) {
    if (act.made === null || !accepted.has(actKey(act.change, act.made))) continue;
    latest.set(`${act.change.kind} ${act.change.item}`, act);
  }
  const winners = fold(log);
  return [...latest].flatMap(([thing, act]) => {
    const winner = winners.get(thing);
    const right = winner && answerKey(winner.change) === answerKey(act.change);
    return right ? [] : [`an older answer stands: ${thing}, not act ${act.order}`];
  });
}

/** Accepted entries that no act of the candidate asked for. */
function unasked(ledger: Ledger, log: AttemptLog): string[] {
  const asked = new Set(
    ledger.acts.flatMap(({ change, made }) => (made === null ? [] : [actKey(change, made)])),
  );
  const phantoms = ledger.phantoms > 0 ? [`${ledger.phantoms} entries that nobody asked for`] : [];
  const foreign = log.entries.flatMap(({ change, made, result }) =>
    change && result === "accepted" && !asked.has(actKey(change, made))
      ? [`accepted, but not the candidate's: ${actKey(change, made)}`]
      : [],
  );
  return [...phantoms, ...foreign];
}
