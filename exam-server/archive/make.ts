import { sha256 } from "@kaochang/question-bank/digest.ts";
import { chainFault } from "../attempt/chain.ts";
import {
  attemptStream,
  drawStream,
  evolveSitting,
  type SittingState,
  sittingStream,
} from "../attempt/sitting.ts";
import { inOrder, itemsText, placesText, sittingText } from "../delivery/archived-texts.ts";
import { sittingEvent } from "../delivery/log-stream.ts";
import { BrokenLog } from "../delivery/room.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { NewEvent, SittingRecord, Store } from "../store/store.ts";
import { accountOf, derivedTexts, type Followed, paperText } from "./account.ts";
import {
  type ArchivedPlace,
  type ArchiveFile,
  archiveFormat,
  jsonText,
  type Manifest,
  names,
} from "./format.ts";
import { logText } from "./log-lines.ts";
import { picturesIn } from "./media-check.ts";
import type { SigningKey } from "./signing-key.ts";
import { zipped } from "./zip-writer.ts";

type Source = Pick<Store, "events" | "roster" | "bank">;

export interface OpenedArchive {
  ok: true;
  /** Under which it may be saved. */
  fileName: string;
  /** Throws BrokenLog at a log whose chain does not hold: nothing is signed that is not whole. */
  bytes: AsyncGenerator<Uint8Array>;
}

/**
 * A closed sitting 场次 with everything that is needed to check it later and elsewhere, as one signed zip:
 * the logs byte for byte, papers, items with their pictures, roster without ID numbers, and what follows
 * from the logs. It is read attempt by attempt while it is sent. `wall`: when it is made.
 */
export async function openArchive(
  store: Source,
  sitting: string,
  key: SigningKey,
  wall: number,
): Promise<OpenedArchive | Refusal> {
  const record = (await store.roster.sittings()).find(({ id }) => id === sitting);
  if (!record) return refuse("not-found", sitting);
  const log = await intactLog(store, sittingStream(sitting));
  const state = stateOf(log);
  if (state.phase !== "closed") return refuse("sitting-not-closed");
  const files = archiveFiles(store, record, log);
  const about = { format: archiveFormat, sitting, madeAt: wall, root: state.root } as const;
  return { ok: true, fileName: `kaochang-${sitting}.zip`, bytes: zipped(signed(files, about, key)) };
}

export function stateOf(log: readonly NewEvent[]): SittingState {
  return log.reduce<SittingState>((state, stored) => evolveSitting(state, sittingEvent(stored), stored), {
    phase: "none",
  });
}

async function intactLog({ events }: Source, stream: string): Promise<NewEvent[]> {
  const log = await events.read(stream);
  const fault = log.length === 0 ? "no events" : chainFault(log);
  if (fault) throw new BrokenLog(`${stream} 的记录校验失败，没有生成档案：${fault}`);
  return log;
}

type NamedFile = readonly [name: string, content: string | Uint8Array];

async function* archiveFiles(
  store: Source,
  record: SittingRecord,
  sittingLog: readonly NewEvent[],
): AsyncGenerator<NamedFile> {
  const places = await placesOf(store, record.id);
  yield [names.sitting, sittingText(record)];
  yield [names.roster, placesText(places)];
  yield [names.sittingLog, logText(sittingLog)];
  yield [names.drawLog, logText(await intactLog(store, drawStream(record.id)))];
  const accounts: Followed[] = [];
  const refs = new Map<string, { id: string; version: number }>();
  for (const place of places) {
    const log = await intactLog(store, attemptStream(place.attempt));
    const { state, scores: _, ...account } = accountOf(place, log);
    accounts.push(account);
    for (const { id, version } of state.paper.items) refs.set(`${id} ${version}`, { id, version });
    yield [names.attemptLog(place.attempt), logText(log)];
    yield [names.paper(place.attempt), paperText(place.admission, state.paper)];
  }
  yield* Object.entries(derivedTexts(accounts, sittingLog));
  yield* itemFiles(store, [...refs.values()]);
}

/** The items in the versions that the papers name, and their pictures. */
async function* itemFiles(
  { bank }: Source,
  refs: readonly { id: string; version: number }[],
): AsyncGenerator<NamedFile> {
  const text = itemsText(await bank.items(refs));
  yield [names.items, text];
  for (const hash of picturesIn(text)) {
    const picture = await bank.media(hash);
    if (!picture) throw new BrokenLog(`题库中缺少试题的图片 ${hash}，没有生成档案`);
    yield [names.media(hash, picture.type), picture.bytes];
  }
}

async function placesOf({ roster }: Source, sitting: string): Promise<ArchivedPlace[]> {
  const people = new Map((await roster.candidates(sitting)).map((person) => [person.id, person]));
  const places = (await roster.enrolments(sitting)).flatMap(({ attempt, candidate, room, seat }) => {
    const person = people.get(candidate);
    return person ? [{ attempt, admission: person.admissionNumber, name: person.name, room, seat }] : [];
  });
  return inOrder(places);
}

/** The files as bytes, and behind them the manifest that names all and its signature. */
async function* signed(
  files: AsyncIterable<NamedFile>,
  about: Omit<Manifest, "key" | "files">,
  key: SigningKey,
): AsyncGenerator<{ name: string; content: Uint8Array }> {
  const listed: ArchiveFile[] = [];
  for await (const [name, written] of files) {
    const content = Buffer.from(written);
    listed.push({ name, bytes: content.length, sha256: sha256(content) });
    yield { name, content };
  }
  const manifest = Buffer.from(jsonText({ ...about, key: key.publicKey, files: listed } satisfies Manifest));
  yield { name: names.manifest, content: manifest };
  yield { name: names.signature, content: Buffer.from(key.sign(manifest)) };
}
