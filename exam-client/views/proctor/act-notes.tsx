import type { ActNote } from "@kaochang/exam-server/protocol/acts.ts";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./act-panel.module.css";

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
  "send-message": "act.message",
  "release-seat": "act.release",
  "grant-time": "act.time",
  "decide-quarantine": "act.decide",
  start: "act.start",
};

function timeOf(wall: number): string {
  const at = new Date(wall);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, "0")).join(":");
}

type Seats = ReadonlyMap<string, BoardSeat>;

function whoText({ attempt, reached }: ActNote, seats: Seats, t: Words): string {
  const seat = attempt === null ? undefined : seats.get(attempt);
  return seat ? t("live.seat", { seat: seat.seat }) : t("board.people", { count: reached });
}

interface NotesProps {
  acts: readonly ActNote[];
  seats: Seats;
  /** Only those that concern this attempt. */
  attempt?: string;
  most: number;
}

/** What staff did lately, and who did it: two proctors see each other. */
export function ActNotes({ acts, seats, attempt, most }: NotesProps) {
  const { t } = useSpeech();
  const shown = acts.filter((note) => attempt === undefined || note.attempt === attempt).slice(0, most);
  if (shown.length === 0) return null;
  return (
    <section className={styles.notes} aria-labelledby="act-notes">
      <h3 id="act-notes">{t("board.lastActs")}</h3>
      <ol>
        {shown.map((note) => (
          <li key={`${note.wall} ${note.act} ${note.by} ${note.attempt}`}>
            <time>{timeOf(note.wall)}</time> <b>{note.by}</b> {t(words[note.act])} {whoText(note, seats, t)}
          </li>
        ))}
      </ol>
    </section>
  );
}
