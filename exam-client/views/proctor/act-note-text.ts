import type { ActNote } from "@kaochang/exam-server/protocol/acts.ts";
import type { SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { categoryWord } from "../staff/category-word.ts";
import type { Words } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import { roomName } from "../staff/room-name.ts";
import { addedSpan } from "./added-time.ts";

export interface NoteContext {
  /** Whether the board shows several rooms, so that a seat's number alone says too little. */
  manyRooms: boolean;
  start: SittingSummary["start"];
}

const words: Record<ActNote["act"], StaffKey> = {
  suspend: "act.suspend",
  evacuate: "act.evacuate",
  resume: "act.resume",
  "force-hand-in": "act.hand-in",
  reopen: "act.reopen",
  void: "act.void",
  unvoid: "act.unvoid",
  admit: "act.admit",
  "confirm-person": "act.confirm",
  "record-incident": "board.incident",
  "withdraw-incident": "incident.withdraw",
  "send-message": "act.message",
  "release-seat": "act.release",
  "grant-time": "act.time",
  "decide-quarantine": "act.decide",
  start: "act.start",
  "end-sitting": "act.endSitting",
};

/** 「补时 10分」, 「记违纪（抄袭）」, 「换机 到 29座」: what exactly was done. */
function didText(note: ActNote, { manyRooms, start }: NoteContext, t: Words): string {
  const { act, grant, ms = 0, incident, target, admit, entries = 0, pause } = note;
  if (grant) return t("note.time", { kind: t(`time.${grant}`), span: addedSpan({ granted: ms }, t) });
  if (incident)
    return t("deed.incident", { act: t(`act.${incident.kind}`), category: categoryWord(incident, t) });
  if (target) return t("note.move", { seat: seatText(target, manyRooms, t) });
  if (admit !== undefined) return t(admit ? "note.admitted" : "note.rejected", { count: entries });
  if (act === "start" && start === "own") return t("start.own.button");
  return t(pause === "evacuation" ? "act.resume-evacuation" : words[act]);
}

function seatText({ room, seat }: { room: string; seat: string }, manyRooms: boolean, t: Words): string {
  const label = t("live.seat", { seat });
  return manyRooms ? `${roomName(t, room)} ${label}` : label;
}

/** To whom, as they sat then: 「03 考场 12座」, 「01、02 考场 26 人」; the room where there are several. */
function whomText({ seat, rooms, reached }: ActNote, manyRooms: boolean, t: Words): string {
  if (seat) return seatText(seat, manyRooms, t);
  if (rooms === null) return t("note.whole", { count: reached });
  const names = rooms.map((room) => roomName(t, room)).join(t("needs.comma"));
  const people = t("board.people", { count: reached });
  return manyRooms ? `${names} ${people}` : people;
}

/** Why, or in which words; with the time's fate where it has one. */
function whyText({ reason = "", text = "", credited, incident }: ActNote, t: Words): string {
  if (incident && text === categoryWord(incident, t)) return "";
  const fate = credited === undefined ? "" : t(credited ? "note.credited" : "note.notCredited");
  return [reason || text, fate].filter((part) => part !== "").join(t("start.comma"));
}

/** One act as the list tells it: what, to whom, and why. */
export function noteText(note: ActNote, context: NoteContext, t: Words): { what: string; why: string } {
  const what = `${didText(note, context, t)} ${whomText(note, context.manyRooms, t)}`.trim();
  return { what, why: whyText(note, t) };
}
