import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import styles from "./live-page.module.css";
import type { Need } from "./needs.ts";
import { byRoom } from "./seat-order.ts";

interface TabsProps {
  seats: readonly BoardSeat[];
  needs: readonly Need[];
  /** Null: all rooms. */
  room: string | null;
  show: (room: string | null) => void;
}

/** One room or all of them; each says how much waits there. Nothing where there is only one. */
export function RoomTabs({ seats, needs, room, show }: TabsProps) {
  const { t } = useSpeech();
  const rooms = byRoom(seats);
  if (rooms.length < 2) return null;
  const waiting = (name: string) => needs.filter(({ seats: [first] }) => first.room === name).length;
  return (
    <nav className={styles.rooms} aria-label={t("board.rooms")}>
      <button type="button" aria-pressed={room === null} onClick={() => show(null)}>
        {t("board.allRooms")}
      </button>
      {rooms.map(({ name }) => (
        <button key={name} type="button" aria-pressed={room === name} onClick={() => show(name)}>
          {roomName(t, name)}
          {waiting(name) > 0 && <b title={t("board.needsHere", { count: waiting(name) })}>{waiting(name)}</b>}
        </button>
      ))}
    </nav>
  );
}
