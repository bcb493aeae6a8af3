import type { AttemptEvent } from "../../attempt/events.ts";
import { attemptStream, type SittingEvent, sittingStream } from "../../attempt/sitting.ts";
import { chain, type Head } from "../../delivery/log-stream.ts";
import type { NewEvent, Store } from "../../store/store.ts";
import type { PaperItem } from "./exam.ts";
import { nextEntry } from "./seat.ts";

/** Events of each attempt, all in all. */
export const eventsEach = 200;
/** The journal under which all attempts were written. */
export const journal = "a".repeat(32);

const at = { exam: 1000, wall: 1000 };

/** Writes what a room would have written in a sitting that was just prepared: 200 events for each attempt. */
export async function fillSitting(
  store: Store,
  sitting: string,
  papers: ReadonlyMap<string, readonly PaperItem[]>,
  finished: boolean,
): Promise<void> {
  const enrolments = await store.roster.enrolments(sitting);
  const rooms: SittingEvent[] = [
    { type: "sitting-started", data: { at: 1000, by: "proctor", attempts: enrolments.length } },
    ...(finished ? [{ type: "sitting-closed" as const, data: { root: "", secret: "" } }] : []),
  ];
  await store.events.append(await following(store, sittingStream(sitting), rooms));
  for (const { attempt } of enrolments) {
    const events = attemptEvents(papers.get(attempt) ?? [], finished);
    await store.events.append(await following(store, attemptStream(attempt), events));
  }
}

async function following(
  store: Store,
  stream: string,
  events: readonly (AttemptEvent | SittingEvent)[],
): Promise<NewEvent[]> {
  const last = (await store.events.read(stream)).at(-1);
  if (!last) throw new Error(`${stream} was not prepared`);
  const head: Head = { version: last.version, hash: last.hash };
  return chain(stream, head, events, at).events;
}

function attemptEvents(paper: readonly PaperItem[], finished: boolean): AttemptEvent[] {
  const arrival: AttemptEvent[] = [
    { type: "lease-granted", data: { epoch: 1, journal } },
    { type: "identity-confirmed", data: { epoch: 1 } },
    { type: "rules-accepted", data: { epoch: 1 } },
    { type: "started", data: { at: 1000 } },
  ];
  const end: AttemptEvent[] = finished ? [{ type: "closed", data: { reason: "handed-in" } }] : [];
  const seat = { seq: 0, epoch: 1 };
  const answers = Array.from(
    { length: eventsEach - 1 - arrival.length - end.length },
    (): AttemptEvent => ({ type: "answered", data: { journal, ...nextEntry(seat, paper) } }),
  );
  return [...arrival, ...answers, ...end];
}
