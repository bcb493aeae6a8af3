import type { PlanRoom } from "@kaochang/exam-server/protocol/plan.ts";
import { capacityOf } from "@kaochang/exam-server/protocol/seat-map.ts";
import { Button } from "antd";
import { useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { RoomDrawer } from "./room-drawer.tsx";
import { RoomGrid } from "./room-grid.tsx";
import { Scroll } from "./scroll.tsx";
import tiles from "./tiles.module.css";

/** A small picture of a room: numbers only. */
function RoomCard({ room, edit }: { room: PlanRoom; edit: () => void }) {
  const { t } = useSpeech();
  const spare = room.map.spare.length;
  return (
    <section className={styles.card} aria-labelledby={`room-${room.id}`}>
      <div className={styles.heading}>
        <h2 id={`room-${room.id}`}>{room.name}</h2>
        <Button size="small" onClick={edit} aria-label={t("rooms.editOf", { name: room.name })}>
          {t("plan.edit")}
        </Button>
      </div>
      <p className={styles.quiet}>
        {[
          room.place,
          t("rooms.takes", { count: capacityOf(room.map) }),
          spare > 0 && t("rooms.spares", { count: spare }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Scroll label={t("room.mapOf", { name: room.name })}>
        <RoomGrid
          map={room.map}
          width={38}
          tile={({ seat }) =>
            seat && (
              <span className={tiles.mini} data-spare={seat.spare}>
                {seat.spare && t("room.spareShort")}
                {seat.number}
              </span>
            )
          }
        />
      </Scroll>
    </section>
  );
}

/** The rooms of the site, as they stand. */
export function RoomsSection() {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const [editing, setEditing] = useState<string | null>(null);
  const seats = plan.rooms.reduce((sum, { map }) => sum + capacityOf(map), 0);
  const most = Math.max(0, ...plan.sittings.map(({ candidates }) => candidates));
  const enough = seats >= most;
  return (
    <>
      <div className={styles.heading}>
        <p role="status" className={enough ? styles.quiet : styles.alarm}>
          {t(enough ? "rooms.enough" : "rooms.tooFew", { rooms: plan.rooms.length, seats, candidates: most })}
        </p>
        <Button type="primary" onClick={() => setEditing("new")}>
          {t("rooms.add")}
        </Button>
      </div>
      {plan.rooms.length === 0 && <p className={styles.quiet}>{t("rooms.empty")}</p>}
      <div className={styles.cards}>
        {plan.rooms.map((room) => (
          <RoomCard key={room.id} room={room} edit={() => setEditing(room.id)} />
        ))}
      </div>
      {editing !== null && <RoomDrawer key={editing} id={editing} close={() => setEditing(null)} />}
    </>
  );
}
