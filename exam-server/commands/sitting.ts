import { candidateSeed } from "@kaochang/question-bank/candidate-seed.ts";
import { publishedDraw } from "../archive/published-draw.ts";
import { attemptStream, drawStream, type SittingEvent, sittingStream } from "../attempt/sitting.ts";
import { withStore } from "../data-folder.ts";
import { emptyRecord, foldAttempt, sittingEvent } from "../delivery/log-stream.ts";
import { isPastRehearsal } from "../delivery/rehearsal-mark.ts";
import type { SittingSummary } from "../protocol/messages.ts";
import type { SittingRecord, Store } from "../store/store.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";

type Phase = SittingSummary["phase"] | "withdrawn";
type Listed = Omit<SittingRecord, "secret"> & { phase: Phase | null };

interface ListFlags extends DataDirFlags {
  all?: boolean;
}

const phases: Partial<Record<SittingEvent["type"], Phase>> = {
  "sitting-prepared": "prepared",
  "sitting-withdrawn": "withdrawn",
  "sitting-started": "running",
  "sitting-closed": "closed",
};
const phaseWords: Record<Phase, string> = {
  withdrawn: "试卷已收回",
  prepared: "待开考",
  running: "考试中",
  closed: "已收卷",
};

/** `kaochang sitting`: what the server's own machine can read of its sittings. */
export const sitting: Verb = (program, io) => {
  const group = program.command("sitting").description("查看与公布场次 Look at and publish sittings");
  withDataDir(group.command("list").description("列出场次 List the sittings"))
    .option("--all", "连同已结束的演练 with the rehearsals that are over")
    .action((flags: ListFlags) => withStore(dataDirOf(io, flags), (store) => list(store, flags, io)));
  withDataDir(
    group
      .command("publish <sitting>")
      .description(
        "收卷后公布密钥、索引与试卷，供任何人复核 After the close: secret, index and papers for `draw verify --sitting`",
      ),
  ).action((id: string, flags: DataDirFlags) =>
    withStore(dataDirOf(io, flags), (store) => publish(store, id, flags, io)),
  );
  withDataDir(
    group
      .command("seed <sitting> <admission-number>")
      .description(
        "一名考生的抽题种子（练习场次或收卷后） One candidate's seed, of a practice or closed sitting",
      ),
  ).action((id: string, admission: string, flags: DataDirFlags) =>
    withStore(dataDirOf(io, flags), (store) => seed(store, id, admission, flags, io)),
  );
};

async function list(store: Store, { json, all = false }: ListFlags, io: Io): Promise<void> {
  const sittings: Listed[] = [];
  for (const { secret: _, ...rest } of await store.roster.sittings()) {
    const phase = await phaseOf(store, rest.id);
    const past = phase !== null && isPastRehearsal({ record: rest, state: { phase } });
    if (all || !past) sittings.push({ ...rest, phase });
  }
  report(io, json, { sittings }, () => sittings.map(lineOf).join("\n") || "还没有场次");
}

/** By the last event of its log that moved it; null for a sitting without a log, which is damage. */
async function phaseOf(store: Store, id: string): Promise<Phase | null> {
  const events = (await store.events.read(sittingStream(id))).map(sittingEvent);
  return events.flatMap(({ type }) => phases[type] ?? []).at(-1) ?? null;
}

function lineOf({ id, title, minutes, phase, preparedAt }: Listed): string {
  const state = phase === null ? "没有记录" : phaseWords[phase];
  return `${id}  ${title}  ${minutes} min  ${state}  准备于 ${localTime(preparedAt)}`;
}

/** `2026-05-01 08:30` in this machine's time zone. */
function localTime(wall: number): string {
  return new Date(wall).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}

async function publish(store: Store, id: string, { json }: DataDirFlags, io: Io): Promise<void> {
  await sittingRecord(store, id);
  const logs = [await store.events.read(sittingStream(id)), await store.events.read(drawStream(id))] as const;
  const bundle = publishedDraw(...logs, await papersOf(store, id));
  if (!bundle) throw new CommandFailure(`场次 ${id} 还没有收卷，密钥不能公布`);
  report(io, json ?? true, bundle, () => "");
}

async function papersOf(store: Store, id: string) {
  const admissions = new Map((await store.roster.candidates(id)).map((one) => [one.id, one.admissionNumber]));
  const papers = [];
  for (const { attempt, candidate } of await store.roster.enrolments(id)) {
    const { state } = foldAttempt(emptyRecord, await store.events.read(attemptStream(attempt)));
    if (state.phase !== "none") papers.push({ admission: admissions.get(candidate), paper: state.paper });
  }
  return papers;
}

async function seed(
  store: Store,
  id: string,
  admission: string,
  { json }: DataDirFlags,
  io: Io,
): Promise<void> {
  const record = await sittingRecord(store, id);
  const events = await store.events.read(sittingStream(id));
  if (!record.practice && !events.some(({ type }) => type === "sitting-closed")) {
    throw new CommandFailure(`场次 ${id} 还没有收卷，种子不能查看`);
  }
  const candidates = await store.roster.candidates(id);
  if (!candidates.some(({ admissionNumber }) => admissionNumber === admission)) {
    throw new CommandFailure(`场次 ${id} 没有准考证号 ${admission}`);
  }
  const value = candidateSeed(record.secret, record.exam, admission);
  const { qualification, test, form } = record;
  report(io, json, { qualification, test, form, seed: value }, () => value);
}

export async function sittingRecord(store: Store, id: string): Promise<SittingRecord> {
  const sittings = await store.roster.sittings();
  const found = sittings.find((one) => one.id === id);
  if (!found)
    throw new CommandFailure(`没有场次“${id}”，现有：${sittings.map((one) => one.id).join("、") || "无"}`);
  return found;
}
