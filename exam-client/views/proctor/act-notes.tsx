import type { ActNote } from "@kaochang/exam-server/protocol/acts.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { type NoteContext, noteText } from "./act-note-text.ts";
import styles from "./act-panel.module.css";

function timeOf(wall: number): string {
  const at = new Date(wall);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, "0")).join(":");
}

interface NotesProps extends NoteContext {
  acts: readonly ActNote[];
  /** Only those that concern this attempt. */
  attempt?: string;
  most: number;
}

/** What staff did lately, to whom and why, and who did it: two proctors see each other. */
export function ActNotes({ acts, attempt, most, ...context }: NotesProps) {
  const { t } = useSpeech();
  const shown = acts.filter((note) => attempt === undefined || note.attempt === attempt).slice(0, most);
  if (shown.length === 0) return null;
  return (
    <section className={styles.notes} aria-labelledby="act-notes">
      <h3 id="act-notes">{t("board.lastActs")}</h3>
      <ol>
        {shown.map((note) => {
          const { what, why } = noteText(note, context, t);
          return (
            <li key={`${note.wall} ${note.act} ${note.by} ${note.attempt}`}>
              <time>{timeOf(note.wall)}</time> <b>{note.by}</b> {what}
              {why && <small>{why}</small>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
