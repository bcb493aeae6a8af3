import type { PlanCandidate, PlanRoom } from "@kaochang/exam-server/protocol/plan.ts";
import { capacityOf, type SeatPlace } from "@kaochang/exam-server/protocol/seat-map.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";
import { RoomGrid } from "./room-grid.tsx";
import type { Seating } from "./seating.ts";
import tiles from "./tiles.module.css";

interface RoomSeatsProps {
  room: PlanRoom;
  seating: Seating;
  chosen: PlanCandidate | null;
  choose: (candidate: PlanCandidate | null) => void;
  move: (seat: number) => void;
  /** Nothing may be moved now. */
  fixed: boolean;
}

interface SeatTileProps extends Omit<RoomSeatsProps, "room" | "seating"> {
  seat: SeatPlace;
  candidate: PlanCandidate | undefined;
}

function SeatTile({ seat, candidate, chosen, choose, move, fixed }: SeatTileProps) {
  const { t } = useSpeech();
  const mine = candidate !== undefined && candidate.id === chosen?.id;
  const press = () => {
    if (candidate) choose(mine ? null : candidate);
    else move(seat.number);
  };
  return (
    <button
      type="button"
      className={tiles.who}
      data-free={candidate === undefined}
      aria-pressed={mine}
      disabled={fixed || (candidate === undefined && chosen === null)}
      onClick={press}
    >
      <small>
        {t("live.seat", { seat: seat.number })}
        {seat.spare && ` ${t("room.spareShort")}`}
      </small>
      <span title={candidate?.name}>{candidate?.name ?? t("seats.free")}</span>
    </button>
  );
}

/** Who sits where in one room. */
export function RoomSeats({ room, seating, ...rest }: RoomSeatsProps) {
  const { t } = useSpeech();
  return (
    <section className={styles.card} aria-labelledby={`seats-${room.id}`}>
      <h2 id={`seats-${room.id}`}>
        {room.name}{" "}
        <small className={styles.quiet}>
          {[room.place, t("rooms.takes", { count: capacityOf(room.map) })].filter(Boolean).join(" · ")}
        </small>
      </h2>
      <div className={styles.scroll}>
        <RoomGrid
          map={room.map}
          width={92}
          tile={({ seat }) =>
            seat && (
              <SeatTile seat={seat} candidate={seating.at({ room: room.id, seat: seat.number })} {...rest} />
            )
          }
        />
      </div>
    </section>
  );
}
