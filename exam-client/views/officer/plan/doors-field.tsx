import type { SeatMap } from "@kaochang/exam-server/protocol/seat-map.ts";
import { Button, InputNumber, Select } from "antd";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";

type Door = SeatMap["doors"][number];
const walls = ["front", "back", "left", "right"] as const;
const mostDoors = 8;

interface DoorProps {
  door: Door;
  /** Rows or columns along its wall. */
  along: number;
  set: (door: Door) => void;
  remove: () => void;
}

function DoorLine({ door, along, set, remove }: DoorProps) {
  const { t } = useSpeech();
  const upright = door.wall === "left" || door.wall === "right";
  return (
    <li>
      <Select
        aria-label={t("room.doorWall")}
        value={door.wall}
        options={walls.map((value) => ({ value, label: t(`room.wall.${value}`) }))}
        onChange={(wall) => set({ ...door, wall, at: 1 })}
        style={{ width: 110 }}
      />
      <InputNumber
        aria-label={t(upright ? "room.doorRow" : "room.doorColumn")}
        prefix={t(upright ? "room.row" : "room.column")}
        value={door.at}
        min={1}
        max={along}
        precision={0}
        onChange={(at) => at !== null && set({ ...door, at })}
        style={{ width: 120 }}
      />
      <Button size="small" onClick={remove}>
        {t("room.doorRemove")}
      </Button>
    </li>
  );
}

/** Where the doors are: a wall, and the row or column beside which each stands. */
export function DoorsField({ map, set }: { map: SeatMap; set: (map: SeatMap) => void }) {
  const { t } = useSpeech();
  const setDoors = (doors: Door[]) => set({ ...map, doors });
  const along = ({ wall }: Door) => (wall === "left" || wall === "right" ? map.rows : map.columns);
  return (
    <fieldset className={styles.doors}>
      <legend>{t("room.doors")}</legend>
      <ul>
        {map.doors.map((door, index) => (
          <DoorLine
            // biome-ignore lint/suspicious/noArrayIndexKey: doors have no other name
            key={index}
            door={door}
            along={along(door)}
            set={(changed) => setDoors(map.doors.map((one, at) => (at === index ? changed : one)))}
            remove={() => setDoors(map.doors.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      <Button
        size="small"
        disabled={map.doors.length >= mostDoors}
        onClick={() => setDoors([...map.doors, { wall: "right", at: map.rows }])}
      >
        {t("room.doorAdd")}
      </Button>
    </fieldset>
  );
}
