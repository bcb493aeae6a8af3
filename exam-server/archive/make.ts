import { sha256 } from "@kaochang/question-bank/digest.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import { chainFault } from "../attempt/chain.ts";
import {
  attemptStream,
  drawStream,
  evolveSitting,
  type SittingState,
  sittingStream,
} from "../attempt/sitting.ts";
import { sittingEvent } from "../delivery/log-stream.ts";
import { BrokenLog } from "../delivery/room.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { NewEvent, SittingRecord, Store } from "../store/store.ts";
import { type Account, type ArchivedPlace, accountOf, derivedTexts, paperText } from "./account.ts";
import { type ArchiveFile, archiveFormat, jsonText, type Manifest, names } from "./format.ts";
import { logText } from "./log-lines.ts";
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
 * the logs byte for byte, papers, items, roster without ID numbers, and what follows from the logs. It is
 * read attempt by attempt while it is sent. `wall`: when it is made.
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

type TextFile = readonly [name: string, text: string];

async function* archiveFiles(
  store: Source,
  { secret: _, ...about }: SittingRecord,
  sittingLog: readonly NewEvent[],
): AsyncGenerator<TextFile> {
  const places = await placesOf(store, about.id);
  yield [names.sitting, jsonText(about)];
  yield [names.roster, jsonText(places)];
  yield [names.sittingLog, logText(sittingLog)];
  yield [names.drawLog, logText(await intactLog(store, drawStream(about.id)))];
  const accounts: Omit<Account, "state">[] = [];
  const refs = new Map<string, { id: string; version: number }>();
  for (const place of places) {
    const log = await intactLog(store, attemptStream(place.attempt));
    const { state, ...account } = accountOf(place, log);
    accounts.push(account);
    for (const { id, version } of state.paper.items) refs.set(`${id} ${version}`, { id, version });
    yield [names.attemptLog(place.attempt), logText(log)];
    yield [names.paper(place.attempt), paperText(place.admission, state.paper)];
  }
  yield* Object.entries(derivedTexts(accounts, sittingLog));
  yield [names.items, jsonText(inOrder(await store.bank.items([...refs.values()])))];
}

async function placesOf({ roster }: Source, sitting: string): Promise<ArchivedPlace[]> {
  const people = new Map((await roster.candidates(sitting)).map((person) => [person.id, person]));
  return (await roster.enrolments(sitting)).flatMap(({ attempt, candidate, room, seat }) => {
    const person = people.get(candidate);
    return person ? [{ attempt, admission: person.admissionNumber, name: person.name, room, seat }] : [];
  });
}

function inOrder(items: Item[]): Item[] {
  return items.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version));
}

/** The files as bytes, and behind them the manifest that names all and its signature. */
async function* signed(
  files: AsyncIterable<TextFile>,
  about: Omit<Manifest, "key" | "files">,
  key: SigningKey,
): AsyncGenerator<{ name: string; content: Uint8Array }> {
  const listed: ArchiveFile[] = [];
  for await (const [name, text] of files) {
    const content = Buffer.from(text);
    listed.push({ name, bytes: content.length, sha256: sha256(content) });
    yield { name, content };
  }
  const manifest = Buffer.from(jsonText({ ...about, key: key.publicKey, files: listed } satisfies Manifest));
  yield { name: names.manifest, content: manifest };
  yield { name: names.signature, content: Buffer.from(key.sign(manifest)) };
}
