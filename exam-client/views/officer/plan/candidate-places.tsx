import type { CandidatePlace, PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { seatsOf } from "@kaochang/exam-server/protocol/seat-map.ts";
import { Checkbox, InputNumber, Select } from "antd";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";

interface PlaceFieldProps {
  sitting: PlanSitting;
  place: CandidatePlace | undefined;
  set: (place: CandidatePlace | null) => void;
}

/** Whether the sitting is taken, and where; no room: no seat yet. */
function PlaceField({ sitting, place, set }: PlaceFieldProps) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const { id, title, phase } = sitting;
  const frozen = phase !== "planned";
  const room = plan.rooms.find((one) => one.id === place?.room);
  const most = room ? seatsOf(room.map).length : 1;
  return (
    <li>
      <Checkbox
        checked={place !== undefined}
        disabled={frozen}
        onChange={({ target }) => set(target.checked ? { sitting: id, room: null, seat: null } : null)}
      >
        {title}
      </Checkbox>
      {place && (
        <span className={styles.inline}>
          <Select
            aria-label={t("candidate.roomIn", { title })}
            value={place.room ?? ""}
            disabled={frozen}
            options={[
              { value: "", label: t("roster.noSeat") },
              ...plan.rooms.map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(chosen) => set({ sitting: id, room: chosen === "" ? null : chosen, seat: null })}
            style={{ width: 180 }}
          />
          {place.room !== null && (
            <InputNumber
              aria-label={t("candidate.seatIn", { title })}
              placeholder={t("candidate.seatDrawn")}
              value={place.seat}
              min={1}
              max={most}
              precision={0}
              disabled={frozen}
              onChange={(seat) => set({ ...place, seat })}
              style={{ width: 130 }}
            />
          )}
        </span>
      )}
    </li>
  );
}

interface PlacesProps {
  places: CandidatePlace[];
  set: (places: CandidatePlace[]) => void;
}

/** Which sittings a candidate takes, and where. */
export function CandidatePlaces({ places, set }: PlacesProps) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const setOne = (sitting: string, place: CandidatePlace | null) => {
    const others = places.filter((one) => one.sitting !== sitting);
    set(place === null ? others : [...others, place]);
  };
  return (
    <fieldset className={styles.doors}>
      <legend>{t("candidate.places")}</legend>
      <ul>
        {plan.sittings.map((sitting) => (
          <PlaceField
            key={sitting.id}
            sitting={sitting}
            place={places.find((one) => one.sitting === sitting.id)}
            set={(place) => setOne(sitting.id, place)}
          />
        ))}
      </ul>
    </fieldset>
  );
}
