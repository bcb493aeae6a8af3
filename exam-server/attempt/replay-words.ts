import { categoryText } from "../protocol/incidents.ts";
import type { PcNote } from "../protocol/messages.ts";
import type { ReplayMark, ReplayStep } from "../protocol/replay.ts";
import type { AttemptEvent } from "./events.ts";

export type Told = Pick<ReplayStep, "mark" | "what" | "item" | "by" | "text" | "ms">;

/** What is only kept for machines, and would stand between what people look for. */
const silent: ReadonlySet<AttemptEvent["type"]> = new Set(["prepared", "time-seen", "scored"]);

export function isSilent({ type }: AttemptEvent): boolean {
  return silent.has(type);
}

/** An event as a time line tells it. */
export function told(event: AttemptEvent): Told {
  const step = { mark: markOf(event), what: whatOf(event), item: null, by: null, text: null, ms: null };
  return { ...step, ...details(event) };
}

const marks: Partial<Record<AttemptEvent["type"], ReplayMark>> = {
  "entry-quarantined": "waiting",
  "entry-refused": "waiting",
  "quarantine-decided": "waiting",
  "rescue-loaded": "waiting",
  "seat-lost": "outage",
  "seat-returned": "outage",
  suspended: "pause",
  "pause-seen": "pause",
  resumed: "pause",
  "time-granted": "time",
  "lease-granted": "move",
  "lease-released": "move",
  "seat-moved": "move",
  "message-sent": "message",
  "message-shown": "message",
  "message-seen": "message",
  "incident-recorded": "incident",
  "incident-withdrawn": "incident",
  voided: "incident",
  unvoided: "incident",
  "pc-noted": "signal",
};

function markOf(event: AttemptEvent): ReplayMark {
  if (event.type === "answered") return event.data.change.kind === "flag" ? "flag" : "answer";
  return marks[event.type] ?? "phase";
}

/** The word that is looked up for it: the event's type, and what kind of it where that matters. */
function whatOf(event: AttemptEvent): string {
  switch (event.type) {
    case "answered":
      return changeWord(event.data.change);
    case "quarantine-decided":
      return event.data.admit ? "admitted" : "set-aside";
    case "suspended":
      return event.data.kind === "evacuation" ? "evacuated" : "suspended";
    case "time-granted":
      return event.data.kind;
    case "closed":
      return `closed-${event.data.reason}`;
    case "pc-noted":
      return noteWord(event.data.note);
    default:
      return event.type;
  }
}

function changeWord(change: Extract<AttemptEvent, { type: "answered" }>["data"]["change"]): string {
  if (change.kind === "flag") return change.flagged ? "flagged" : "unflagged";
  return change.response === null ? "cleared" : "answered";
}

function noteWord(note: PcNote): string {
  return note.kind === "disk" ? (note.keeps ? "disk-keeps" : "disk-fails") : note.kind;
}

function details(event: AttemptEvent): Partial<Told> {
  switch (event.type) {
    case "answered":
    case "entry-quarantined":
      return { item: event.data.change.item };
    case "lease-granted":
      return { text: event.data.from ?? null };
    case "seat-moved": {
      const { to, by, reason } = event.data;
      return { by, text: `${to.room} ${to.seat}：${reason}` };
    }
    case "incident-recorded":
      return { by: event.data.by, text: `${categoryText(event.data)}：${event.data.text}` };
    case "message-sent":
      return { by: event.data.by, text: event.data.text };
    case "time-granted":
      return { by: event.data.by, text: event.data.reason, ms: event.data.ms };
    case "resumed":
      return { by: event.data.by, ms: event.data.credit };
    case "reopened":
      return { by: event.data.by, text: event.data.reason, ms: event.data.credit };
    case "pc-noted":
      return { ms: "ms" in event.data.note ? event.data.note.ms : null };
    default:
      return signedBy(event.data);
  }
}

/** Who did it and why, where the event says so. */
function signedBy(data: object): Partial<Told> {
  const by = "by" in data && typeof data.by === "string" ? data.by : null;
  const text = "reason" in data && by !== null && typeof data.reason === "string" ? data.reason : null;
  return { by, text };
}
