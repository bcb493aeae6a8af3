import { chainFault } from "../attempt/chain.ts";
import { attemptStream, sittingStream } from "../attempt/sitting.ts";
import type { Store } from "../store/store.ts";

const pageSize = 500;

/** One sentence for every stream of the log whose hash chain does not hold, or that the roster knows and the log lacks. */
export async function brokenStreams({ events, roster }: Pick<Store, "events" | "roster">): Promise<string[]> {
  const broken: string[] = [];
  for (const stream of new Set([...(await rosterStreams(roster)), ...(await loggedStreams(events))])) {
    const stored = await events.read(stream);
    const fault = stored.length === 0 ? "no events" : chainFault(stored);
    if (fault) broken.push(`${nameOf(stream)}的记录校验失败：${fault}`);
  }
  return broken;
}

async function rosterStreams(roster: Store["roster"]): Promise<string[]> {
  const streams: string[] = [];
  for (const { id } of await roster.sittings()) {
    const enrolments = await roster.enrolments(id);
    streams.push(sittingStream(id), ...enrolments.map(({ attempt }) => attemptStream(attempt)));
  }
  return streams;
}

async function loggedStreams(events: Store["events"]): Promise<Set<string>> {
  const streams = new Set<string>();
  let page = await events.readAfter(0, pageSize);
  for (let last = page.at(-1); last; last = page.at(-1)) {
    for (const { stream } of page) streams.add(stream);
    page = await events.readAfter(last.position, pageSize);
  }
  return streams;
}

function nameOf(stream: string): string {
  return stream
    .replace(/^attempt\//, "作答 ")
    .replace(/^sitting\//, "场次 ")
    .concat(" ");
}
