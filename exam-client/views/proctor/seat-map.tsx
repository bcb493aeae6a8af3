import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { memo } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import { OwnTime } from "./own-time.tsx";
import { ownDeadline } from "./room-time.ts";
import styles from "./seat-map.module.css";
import { SeatMarks } from "./seat-marks.tsx";
import { byRoom } from "./seat-order.ts";
import { StateShape, stateColor } from "./state-shape.tsx";

interface TileProps {
  seat: BoardSeat;
  own: number | null;
  chosen: boolean;
  choose: (attempt: string) => void;
}

/** Only tiles whose seat changed are drawn again: a push names a few of up to 500. */
const Tile = memo(function Tile({ seat, own, chosen, choose }: TileProps) {
  const { t } = useSpeech();
  const word = t(`seat.${seat.state}`);
  return (
    <button
      type="button"
      className={styles.tile}
      data-state={seat.state}
      aria-pressed={chosen}
      onClick={() => choose(seat.attempt)}
    >
      <span className={styles.top}>
        <b>{seat.seat}</b>
        <span className={styles.state} style={{ color: stateColor(seat.state) }}>
          <StateShape state={seat.state} size={12} /> {word}
        </span>
      </span>
      <span className={styles.name}>{seat.name}</span>
      {own !== null && <OwnTime deadline={own} />}
      <SeatMarks seat={seat} />
      {seat.total > 0 && (
        <span className={styles.spoken}>
          {t("live.progress", { answered: seat.answered, total: seat.total })}
        </span>
      )}
      <span className={styles.bar}>
        <span style={{ width: `${seat.total === 0 ? 0 : (seat.answered / seat.total) * 100}%` }} />
      </span>
    </button>
  );
});

interface MapProps {
  seats: readonly BoardSeat[];
  roomDeadline: number | null;
  chosen: string | null;
  choose: (attempt: string) => void;
}

/** Tiles by room, in the order of the seats. */
export function SeatMap({ seats, roomDeadline, chosen, choose }: MapProps) {
  const { t } = useSpeech();
  return byRoom(seats).map((room) => (
    <section key={room.name} className={styles.room}>
      <h2>
        {roomName(t, room.name)} <small>{t("live.roomCount", { count: room.seats.length })}</small>
      </h2>
      <div className={styles.tiles}>
        {room.seats.map((seat) => (
          <Tile
            key={seat.attempt}
            seat={seat}
            own={ownDeadline(seat, roomDeadline)}
            chosen={seat.attempt === chosen}
            choose={choose}
          />
        ))}
      </div>
    </section>
  ));
}
