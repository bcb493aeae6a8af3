import type { PlanRoom } from "@kaochang/exam-server/protocol/plan.ts";
import { numberings, type SeatMap } from "@kaochang/exam-server/protocol/seat-map.ts";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { DoorsField } from "./doors-field.tsx";
import { EditDrawer } from "./edit-drawer.tsx";
import { ChoiceField, NumberField, TextField } from "./field.tsx";
import { MapEditor } from "./map-editor.tsx";
import { withItem } from "./merge.ts";
import { newId } from "./new-id.ts";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { putRooms } from "./plan-http.ts";
import { reshaped, usualMap } from "./room-map.ts";
import { useChange } from "./use-change.ts";
import { type Draft, useDraft } from "./use-draft.ts";

const walls = ["front", "back", "left", "right", "none"] as const;
const mostSide = 40;

function Shape({ map, set }: { map: SeatMap; set: (map: SeatMap) => void }) {
  const { t } = useSpeech();
  return (
    <>
      <NumberField
        label={t("room.rows")}
        value={map.rows}
        set={(rows) => set(reshaped(map, { rows }))}
        least={1}
        most={mostSide}
      />
      <NumberField
        label={t("room.columns")}
        value={map.columns}
        set={(columns) => set(reshaped(map, { columns }))}
        least={1}
        most={mostSide}
      />
      <ChoiceField
        label={t("room.numbering")}
        value={map.numbering}
        set={(numbering) => set(reshaped(map, { numbering }))}
        options={numberings.map((value) => ({ value, label: t(`room.numbering.${value}`) }))}
      />
      <ChoiceField
        label={t("room.platformAt")}
        value={map.platform}
        set={(platform) => set({ ...map, platform })}
        options={walls.map((value) => ({ value, label: t(`room.wall.${value}`) }))}
      />
    </>
  );
}

function RoomFields({ typed, set }: Draft<PlanRoom>) {
  const { t } = useSpeech();
  const setMap = (map: SeatMap) => set({ map });
  return (
    <>
      <div className={styles.fields}>
        <TextField label={t("rooms.name")} value={typed.name} set={(name) => set({ name })} most={30} />
        <TextField
          label={t("rooms.place")}
          value={typed.place}
          set={(place) => set({ place })}
          most={60}
          hint={t("rooms.placeHint")}
        />
        <Shape map={typed.map} set={setMap} />
      </div>
      <DoorsField map={typed.map} set={setMap} />
      <MapEditor map={typed.map} set={setMap} />
    </>
  );
}

/** One room, changed or new; `id` of no room of the plan makes a new one. */
export function RoomDrawer({ id, close }: { id: string; close: () => void }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const known = plan.rooms.find((room) => room.id === id);
  const [fresh] = useState<PlanRoom>(
    () =>
      known ?? {
        id: newId(),
        name: t("rooms.nameOf", { number: plan.rooms.length + 1 }),
        place: "",
        map: usualMap,
      },
  );
  const draft = useDraft(known ?? fresh);
  const change = useChange(
    (rooms: PlanRoom[]) => putRooms(plan, rooms),
    (reply) => {
      take(reply.plan);
      close();
    },
  );
  return (
    <EditDrawer
      title={known?.name ?? t("rooms.add")}
      size={860}
      change={change}
      take={take}
      save={() => change.run(withItem(plan.rooms, draft.typed))}
      close={close}
      unfinished={draft.typed.name.trim() === "" ? t("rooms.needName") : null}
      extra={
        known && (
          <Popconfirm
            title={t("rooms.askRemove", { name: known.name })}
            description={t("rooms.removeEffect")}
            okText={t("rooms.remove")}
            onConfirm={() => change.run(plan.rooms.filter((room) => room.id !== id))}
          >
            <Button danger>{t("rooms.remove")}</Button>
          </Popconfirm>
        )
      }
    >
      <RoomFields {...draft} />
    </EditDrawer>
  );
}
