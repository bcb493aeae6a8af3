import { z } from "zod";
import { receiptOf } from "../attempt/view.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { isClosed, type QuarantinedEntry, quarantineDecision, type Receipt } from "../protocol/messages.ts";
import { type Refusal, type RefusalCode, refusals, refuse } from "../protocol/refusal.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { askServer, onServerPc, theServer, unlessRefused } from "./running-server.ts";
import { reasonOf } from "./time.ts";

export const quarantineListRequest = z.object({ sitting: z.string() });
/** Without entries: all that wait. */
export const quarantineDecideRequest = quarantineDecision.extend({
  /** By their digests, as `list` shows them. */
  entries: z.array(z.string()).min(1).nullable(),
});
type DecideRequest = z.infer<typeof quarantineDecideRequest>;

interface WaitingAttempt {
  attempt: string;
  room: string;
  seat: string;
  name: string;
  admissionNumber: string;
  closed: boolean;
  /** Exam time; null before the start. */
  deadline: number | null;
  entries: QuarantinedEntry[];
}
type Waiting = { ok: true; attempts: WaitingAttempt[] };
type Decided = {
  ok: true;
  decided: number;
  /** How many still wait. */
  waiting: number;
  /** The new receipt, and the total in hundredths of a point, of an attempt that is closed. */
  receipt: Receipt | null;
  total: number | null;
};

interface DecideFlags extends DataDirFlags {
  admit?: boolean;
  reject?: boolean;
  reason: string;
  entry?: string[];
}

/** `kaochang quarantine`: answers that wait for a proctor's decision. */
export const quarantine: Verb = (program, io) => {
  const group = program.command("quarantine").description("待定的答案 Answers that wait for a decision");
  withDataDir(group.command("list <sitting>"))
    .description("列出待定的答案，与现在计入的并排 List them beside what counts now")
    .action((sitting: string, flags: DataDirFlags) => list(sitting, flags, io));
  withDataDir(group.command("decide <attempt>"))
    .description("采用或不采用，不能撤销 Admit or reject them, for good")
    .option("--admit", "采用，计入成绩 count them")
    .option("--reject", "不采用 set them aside")
    .requiredOption("--reason <text>", "原因，写入记录 the reason, kept in the log")
    .option("--entry <names...>", "只决定这些（list 列出的编号）；不写则为全部 as listed; default: all")
    .action((attempt: string, flags: DecideFlags) => decide(attempt, flags, io));
};

async function list(sitting: string, flags: DataDirFlags, io: Io): Promise<void> {
  const server = await theServer(dataDirOf(io, flags));
  const reply = await askServer<Waiting | Refusal>(server, "quarantine-list", { sitting });
  const { attempts } = unlessRefused(reply);
  report(io, flags.json, { attempts }, () => attempts.map(waitingWords).join("\n") || "没有待定的答案");
}

/** Every attempt of a sitting in which something waits. */
export async function waitingIn(
  { sittings, board, quarantine }: Delivery,
  id: string,
): Promise<Waiting | Refusal> {
  const sitting = sittings.get(id);
  if (!sitting) return refuse("not-found", id);
  const seats = (await board.seats(sitting)).filter(({ quarantined }) => quarantined > 0);
  const attempts: WaitingAttempt[] = [];
  for (const { attempt, room, seat, name, admissionNumber, state, deadline } of seats) {
    const listed = await quarantine.list(attempt);
    if (!listed.ok) return listed;
    const closed = isClosed({ state });
    const { entries } = listed;
    attempts.push({ attempt, room, seat, name, admissionNumber, closed, deadline, entries });
  }
  return { ok: true, attempts };
}

function waitingWords({ attempt, room, seat, name, deadline, entries, closed }: WaitingAttempt): string {
  const state = closed ? "，已收卷" : "";
  return [
    `${room} ${seat}座 ${name}：${entries.length} 条待定${state}  作答 ${attempt}`,
    ...entries.map((entry) => `  ${entryWords(entry, deadline)}`),
  ].join("\n");
}

function entryWords(
  { number, change, cameText, currentText, made, why, digest }: QuarantinedEntry,
  deadline: number | null,
): string {
  const flag = change.kind === "flag" && (change.flagged ? "加标记" : "去标记");
  const came = flag || (cameText ?? "清空");
  const now = `现在计 ${currentText ?? "未答"}`;
  return `第 ${number} 题  送来 ${came}  ${now}  ${whenWords(made, deadline)}  ${whyWords(why)}  ${digest}`;
}

/** When it was written, as the PC says. */
function whenWords(made: number, deadline: number | null): string {
  if (deadline === null) return "开考前";
  const seconds = Math.round(Math.abs(deadline - made) / 1000);
  const span = `${Math.floor(seconds / 60)}分${seconds % 60}秒`;
  return made > deadline ? `截止后 ${span}` : `剩 ${span} 时`;
}

/** What a candidate is told of a moved attempt does not tell a proctor why its entries wait. */
function whyWords(code: RefusalCode): string {
  if (code === "fenced") return "换机后原电脑才送到";
  return code === "after-deadline" ? "截止后才送到" : refusals[code];
}

async function decide(attempt: string, flags: DecideFlags, io: Io): Promise<void> {
  const { admit = false, reject = false, reason, entry, json } = flags;
  if (admit === reject) throw new CommandFailure("请在 --admit（采用）与 --reject（不采用）中选一个");
  const request: DecideRequest = { attempt, admit, reason: reasonOf(reason), entries: entry ?? null };
  const server = await theServer(dataDirOf(io, flags));
  const reply = await askServer<Decided | Refusal>(server, "quarantine-decide", request);
  const { ok: _, ...decided } = unlessRefused(reply);
  report(io, json, decided, () => decidedWords(decided, admit));
}

function decidedWords({ decided, waiting, receipt, total }: Omit<Decided, "ok">, admit: boolean): string {
  const lines = [`${admit ? "已采用" : "未采用"} ${decided} 条，还有 ${waiting} 条待定`];
  if (receipt) lines.push(`新的回执号 ${receipt.number}`);
  if (total !== null) lines.push(`总分 ${(total / 100).toFixed(2)}`);
  return lines.join("\n");
}

/** Decides on the running server. */
export async function decideOn(
  { quarantine, room }: Delivery,
  { attempt, entries, admit, reason }: DecideRequest,
): Promise<Decided | Refusal> {
  const listed = await quarantine.list(attempt);
  if (!listed.ok) return listed;
  const meant = listed.entries
    .filter(({ digest }) => entries?.includes(digest) ?? true)
    .map(({ journal, seq, digest }) => ({ journal, seq, digest }));
  const unknown = entries?.find((digest) => !meant.some((one) => one.digest === digest));
  if (meant.length === 0 || unknown !== undefined) return refuse("not-quarantined", unknown);
  const result = await quarantine.decide({ attempt, admit, reason, entries: meant }, onServerPc);
  if (!result.ok) return result;
  const { state, closingHash } = await room.record(attempt);
  if (state.phase === "none") return refuse("not-found");
  const total = state.phase === "closed" ? (state.outcome?.total ?? null) : null;
  return { ...result, waiting: state.quarantine.length, receipt: receiptOf(state, closingHash), total };
}
