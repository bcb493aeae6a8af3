import { candidateSeed } from "@kaochang/question-bank/candidate-seed.ts";
import { attemptStream, drawStream, sittingStream } from "../attempt/sitting.ts";
import { withStore } from "../data-folder.ts";
import { emptyRecord, foldAttempt, sittingEvent } from "../delivery/log-stream.ts";
import type { SittingRecord, Store } from "../store/store.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";

/** `kaochang sitting`: what the server's own machine can read of its sittings. */
export const sitting: Verb = (program, io) => {
  const group = program.command("sitting").description("查看与公布场次 Look at and publish sittings");
  withDataDir(group.command("list").description("列出场次 List the sittings")).action((flags: DataDirFlags) =>
    withStore(dataDirOf(io, flags), (store) => list(store, flags, io)),
  );
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

async function list(store: Store, { json }: DataDirFlags, io: Io): Promise<void> {
  const sittings = (await store.roster.sittings()).map(({ secret: _, ...rest }) => rest);
  report(io, json, { sittings }, () =>
    sittings.map(({ id, title, minutes }) => `${id}  ${title}  ${minutes} min`).join("\n"),
  );
}

async function publish(store: Store, id: string, { json }: DataDirFlags, io: Io): Promise<void> {
  const record = await sittingRecord(store, id);
  const events = (await store.events.read(sittingStream(id))).map(sittingEvent);
  const prepared = events.find((event) => event.type === "sitting-prepared")?.data;
  if (!prepared || !events.some(({ type }) => type === "sitting-closed")) {
    throw new CommandFailure(`场次 ${id} 还没有收卷，密钥不能公布`);
  }
  const [frozen] = await store.events.read(drawStream(id));
  const { exam, secretHash, rosterHash, bankDigest, blueprintDigest } = prepared;
  const bundle = {
    format: "kaochang-sitting/1",
    exam,
    secret: record.secret,
    ...JSON.parse(frozen?.data ?? "{}"),
    papers: await papersOf(store, id),
    commitments: { secretHash, rosterHash, bankDigest, blueprintDigest },
  };
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
