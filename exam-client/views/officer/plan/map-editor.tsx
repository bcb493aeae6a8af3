import { capacityOf, type SeatMap } from "@kaochang/exam-server/protocol/seat-map.ts";
import { Segmented } from "antd";
import { useState } from "react";
import { useSpeech, type Words } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";
import { RoomGrid } from "./room-grid.tsx";
import { type Place, toggleSeat, toggleSpare } from "./room-map.ts";
import tiles from "./tiles.module.css";

type Tool = "missing" | "spare";

interface PlaceProps extends Place {
  tool: Tool;
  press: () => void;
}

function placeName({ row, column, seat }: Place, t: Words): string {
  if (seat === null) return t("room.gapAt", { row, column });
  return t(seat.spare ? "room.spareAt" : "room.seatAt", { seat: seat.number });
}

/** A place that is pressed to take its seat away, or to keep it as a spare one. */
function PlaceButton({ row, column, seat, tool, press }: PlaceProps) {
  const { t } = useSpeech();
  return (
    <button
      type="button"
      className={tiles.pick}
      data-spare={seat?.spare ?? false}
      data-gone={seat === null}
      aria-pressed={tool === "missing" ? seat === null : (seat?.spare ?? false)}
      disabled={tool === "spare" && seat === null}
      onClick={press}
    >
      <span aria-hidden="true">
        {seat ? `${seat.spare ? t("room.spareShort") : ""}${seat.number}` : "＋"}
      </span>
      <span className={tiles.spoken}>{placeName({ row, column, seat }, t)}</span>
    </button>
  );
}

/** The room as it stands; places are pressed to change what stands there. */
export function MapEditor({ map, set }: { map: SeatMap; set: (map: SeatMap) => void }) {
  const { t } = useSpeech();
  const [tool, setTool] = useState<Tool>("missing");
  const press = ({ row, column, seat }: Place) => {
    if (tool === "missing") set(toggleSeat(map, row, column));
    else if (seat) set(toggleSpare(map, seat.number));
  };
  return (
    <section aria-label={t("room.map")} className={styles.stack}>
      <Segmented<Tool>
        aria-label={t("room.tool")}
        style={{ justifySelf: "start" }}
        value={tool}
        onChange={setTool}
        options={[
          { value: "missing", label: t("room.toolMissing") },
          { value: "spare", label: t("room.toolSpare") },
        ]}
      />
      <p className={styles.quiet}>{t(tool === "missing" ? "room.missingHint" : "room.spareHint")}</p>
      <div className={styles.scroll}>
        <RoomGrid
          map={map}
          width={42}
          tile={(place) => <PlaceButton {...place} tool={tool} press={() => press(place)} />}
        />
      </div>
      <p role="status">
        {t("rooms.takes", { count: capacityOf(map) })}
        {map.spare.length > 0 && ` · ${t("rooms.spares", { count: map.spare.length })}`}
      </p>
    </section>
  );
}
