import type { PlanCandidate, PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { useExpiry } from "../../staff/use-expiry.ts";
import { ChangeNotice } from "./change-notice.tsx";
import { DrawCard } from "./draw-card.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { putCandidate } from "./plan-http.ts";
import { planPath } from "./plan-route.ts";
import { RoomSeats } from "./room-seats.tsx";
import { SeatChooser } from "./seat-chooser.tsx";
import { movedTo, type SeatOf, seatingOf } from "./seating.ts";
import { useChange } from "./use-change.ts";
import { useRoster } from "./use-roster.ts";

/** Moving one candidate at a time: choose who, then where to. */
function useMoving(sitting: PlanSitting) {
  const { plan, take } = usePlanDesk();
  const [chosen, setChosen] = useState<PlanCandidate | null>(null);
  const change = useChange(
    (candidate: PlanCandidate, to: SeatOf | null) =>
      putCandidate(plan, candidate.id, movedTo(candidate, sitting.id, to)),
    (reply) => {
      take(reply.plan);
      setChosen(null);
    },
  );
  const move = (to: SeatOf | null) => chosen && change.run(chosen, to);
  return { chosen, choose: setChosen, change, move };
}

function Seating({ sitting, roster }: { sitting: PlanSitting; roster: readonly PlanCandidate[] }) {
  const { plan, take } = usePlanDesk();
  const { chosen, choose, change, move } = useMoving(sitting);
  const seating = useMemo(() => seatingOf(roster, sitting.id), [roster, sitting.id]);
  const fixed = sitting.phase !== "planned";
  return (
    <div className={styles.seating}>
      <aside className={styles.stack}>
        <DrawCard sitting={sitting} />
        <ChangeNotice change={change} take={take} />
        {!fixed && (
          <SeatChooser
            without={seating.without}
            chosen={chosen}
            choose={choose}
            unseat={() => move(null)}
            sitting={sitting}
          />
        )}
      </aside>
      <div className={styles.stack}>
        {plan.rooms.map((room) => (
          <RoomSeats
            key={room.id}
            room={room}
            seating={seating}
            chosen={chosen}
            choose={choose}
            move={(seat) => move({ room: room.id, seat })}
            fixed={fixed || change.busy}
          />
        ))}
      </div>
    </div>
  );
}

/** 座位: drawn at random by a seed that is shown, then moved by hand where there is a reason. */
export function SeatsSection({ wanted }: { wanted: string | null }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const [picked, setPicked] = useState(wanted);
  const { candidates, failure, reload } = useRoster();
  useExpiry(failure);
  const sitting = plan.sittings.find(({ id }) => id === picked) ?? plan.sittings[0];
  if (!sitting) return <p>{t("plans.noSittings")}</p>;
  if (plan.rooms.length === 0)
    return (
      <p>
        {t("step.seats.noRooms")} <Link to={planPath(plan.id, "rooms")}>{t("ready.go")}</Link>
      </p>
    );
  return (
    <>
      <Segmented
        aria-label={t("list.sitting")}
        value={sitting.id}
        onChange={setPicked}
        options={plan.sittings.map(({ id, title }) => ({ value: id, label: title }))}
        style={{ justifySelf: "start" }}
      />
      {failure && <Failure code={failure} retry={reload} />}
      {candidates && <Seating key={sitting.id} sitting={sitting} roster={candidates} />}
    </>
  );
}
