import type { SeatMap } from "@kaochang/exam-server/protocol/seat-map.ts";
import type { CSSProperties, ReactNode } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./room-grid.module.css";
import { gridOf, type Place } from "./room-map.ts";

interface RoomGridProps {
  map: SeatMap;
  /** What stands at a place. */
  tile: (place: Place) => ReactNode;
  /** Width of a place in pixels: the same for all, so that the picture keeps the shape of the room. */
  width: number;
}

type Wall = SeatMap["doors"][number]["wall"];

/** What one wall has: the platform, and doors beside their rows or columns. */
function WallLine({ map, wall }: { map: SeatMap; wall: Wall }) {
  const { t } = useSpeech();
  const doors = map.doors.filter((door) => door.wall === wall);
  const upright = wall === "left" || wall === "right";
  return (
    <div className={styles.wall} data-wall={wall}>
      {map.platform === wall && <span className={styles.platform}>{t("room.platform")}</span>}
      {doors.map(({ at }) => {
        // The grid line beside which the door stands.
        const place: CSSProperties = upright ? { gridRow: at } : { gridColumn: at };
        return (
          <span key={at} className={styles.door} style={place}>
            {t("room.door")}
          </span>
        );
      })}
    </div>
  );
}

/** A room seen from above with its walls; the front is at the top. */
export function RoomGrid({ map, tile, width }: RoomGridProps) {
  const size = { "--rows": map.rows, "--columns": map.columns, "--place": `${width}px` } as CSSProperties;
  return (
    <div className={styles.room} style={size}>
      <WallLine map={map} wall="front" />
      <WallLine map={map} wall="left" />
      <div className={styles.grid}>
        {gridOf(map).flatMap((line) =>
          line.map((place) => (
            <div key={`${place.row} ${place.column}`} className={styles.place}>
              {tile(place)}
            </div>
          )),
        )}
      </div>
      <WallLine map={map} wall="right" />
      <WallLine map={map} wall="back" />
    </div>
  );
}
