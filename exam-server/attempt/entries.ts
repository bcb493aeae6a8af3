import type { Entry, EntryReply } from "../protocol/messages.ts";
import { type Refusal, type RefusalCode, refuse } from "../protocol/refusal.ts";
import { placeOf } from "./answers.ts";
import { deadline, graceEnds } from "./clock.ts";
import { entryDigest } from "./entry-digest.ts";
import type { AttemptEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { journalOf, type Received, receivedAt } from "./journal.ts";
import { holds } from "./lease.ts";
import { stoppedAt, writtenInPause } from "./pauses.ts";
import type { AttemptState, Now, PreparedAttempt } from "./state.ts";

export interface Batch {
  journal: string;
  epoch: number;
  entries: readonly Entry[];
}

export type BatchDecision =
  /** `state`: the attempt after the events. */
  | { ok: true; events: AttemptEvent[]; replies: EntryReply[]; expected: number; state: AttemptState }
  | Refusal;

/** Why a response may not be saved for an item of this paper, or null if it may. */
export type ResponseFault = (item: string, response: unknown) => string | null;

/**
 * Decides a batch of journal entries in order. Each gets one of three replies (accepted, quarantined,
 * refused); an entry after a gap gets none, and `expected` says where to send from. The same key again
 * with the same content is accepted again and changes nothing.
 */
export function decideEntries(
  state: AttemptState,
  { journal, epoch, entries }: Batch,
  now: Now,
  responseFault: ResponseFault,
): BatchDecision {
  if (state.phase === "none") return refuse("not-found");
  if (state.proctored.withdrawn) return refuse("papers-withdrawn");
  const fenced = state.fenced.includes(journal);
  if (!fenced && (!holds(state, epoch) || state.lease?.journal !== journal)) return refuse("fenced");
  if (!state.rulesAccepted) return refuse("not-admitted");
  if (state.phase === "prepared") return refuse("not-started");
  const events: AttemptEvent[] = [];
  const replies: EntryReply[] = [];
  let present: PreparedAttempt = state;
  for (const entry of entries) {
    const received = journalOf(present.journals, journal);
    if (entry.seq > received.length + 1) break;
    if (entry.seq <= received.length) {
      replies.push(again(entry, receivedAt(received, entry.seq)));
      continue;
    }
    const event = judge(present, journal, entry, now, responseFault);
    events.push(event);
    replies.push(replyTo(event, entry.seq));
    present = evolve(present, event, now) as PreparedAttempt;
  }
  const expected = journalOf(present.journals, journal).length + 1;
  return replies.length === 0
    ? refuse("sequence-gap", String(expected))
    : { ok: true, events, replies, expected, state: present };
}

/** The same reply as the first time: it may have been lost, and the page must learn what became of the entry. */
function again(entry: Entry, received: Received | undefined): EntryReply {
  const { seq } = entry;
  if (received?.digest !== entryDigest(entry)) return { seq, result: "refused", code: "key-reused" };
  return received.outcome === null ? { seq, result: "accepted" } : { seq, ...received.outcome };
}

type EntryEvent = Extract<AttemptEvent, { type: "answered" | "entry-quarantined" | "entry-refused" }>;

function judge(
  state: PreparedAttempt,
  journal: string,
  entry: Entry,
  now: Now,
  responseFault: ResponseFault,
): EntryEvent {
  const { seq, epoch, made, synced, change } = entry;
  const key = { journal, seq, epoch, made, synced };
  const fenced = state.fenced.includes(journal);
  const why = faultOf(state, entry, responseFault) ?? (fenced ? null : closedFault(state));
  if (why) return { type: "entry-refused", data: { ...key, digest: entryDigest(entry), why } };
  const doubt = fenced ? "fenced" : doubtOf(state, entry, now);
  return doubt
    ? { type: "entry-quarantined", data: { ...key, change, why: doubt } }
    : { type: "answered", data: { ...key, change } };
}

function faultOf(
  state: PreparedAttempt,
  { change, epoch }: Entry,
  responseFault: ResponseFault,
): RefusalCode | null {
  if (epoch > (state.lease?.epoch ?? 0)) return "bad-message";
  if (placeOf(state.paper, change.item) === undefined) return "item-not-on-paper";
  if (change.kind === "respond" && responseFault(change.item, change.response) !== null)
    return "response-invalid";
  return null;
}

/** Who handed in had sent everything before, so what comes later was written later. */
function closedFault(state: PreparedAttempt): RefusalCode | null {
  return state.phase === "closed" && state.closed.reason === "handed-in" ? "attempt-closed" : null;
}

/**
 * Why an entry is kept whole for a proctor and not counted: it was written while the attempt was
 * suspended, or after the deadline, cannot prove that it was not, or came after the end; or another seat has answered since it was written and
 * it could undo a newer answer. What arrives before the deadline was written before it, whatever the
 * page's clock says.
 */
function doubtOf(state: PreparedAttempt, entry: Entry, now: Now): RefusalCode | null {
  const { made, synced, epoch } = entry;
  if (state.phase === "prepared") return null;
  if (state.phase === "closed") return state.closed.reason === "forced" ? "after-forced" : "after-deadline";
  const late = stoppedAt(state) === null && now.exam > deadline(state);
  if (late && (made > deadline(state) || now.exam > graceEnds(state))) return "after-deadline";
  if (writtenInPause(state, entry, now.exam)) return "suspended";
  if (late && synced === null) return "time-unproven";
  return epoch < (state.lease?.since ?? 0) ? "fenced" : null;
}

function replyTo(event: EntryEvent, seq: number): EntryReply {
  if (event.type === "answered") return { seq, result: "accepted" };
  const result = event.type === "entry-quarantined" ? "quarantined" : "refused";
  return { seq, result, code: event.data.why };
}
