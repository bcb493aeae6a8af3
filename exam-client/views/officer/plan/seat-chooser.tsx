import type { PlanCandidate, PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { Button } from "antd";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { placeText } from "./roster-columns.tsx";
import tiles from "./tiles.module.css";

/** A column of so many names is read; the others come as these are seated. */
const shownAtOnce = 30;

interface SeatChooserProps {
  without: readonly PlanCandidate[];
  chosen: PlanCandidate | null;
  choose: (candidate: PlanCandidate | null) => void;
  unseat: () => void;
  sitting: PlanSitting;
}

function Chosen({ chosen, choose, unseat, sitting }: SeatChooserProps & { chosen: PlanCandidate }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const seat = placeText(plan, chosen, sitting.id, t);
  return (
    <div role="status" className={styles.chosen}>
      <b>{chosen.name}</b> {seat || t("roster.noSeat")}
      <p>{t("seats.pickTarget")}</p>
      <div className={styles.buttons}>
        {seat !== "" && <Button onClick={unseat}>{t("seats.unseat")}</Button>}
        <Button onClick={() => choose(null)}>{t("app.cancel")}</Button>
      </div>
    </div>
  );
}

/** Who has no seat yet, and who is being moved. */
export function SeatChooser(props: SeatChooserProps) {
  const { without, chosen, choose } = props;
  const { t } = useSpeech();
  return (
    <section className={styles.card} aria-labelledby="moving">
      <h2 id="moving">{t("seats.moving")}</h2>
      {chosen ? <Chosen {...props} chosen={chosen} /> : <p className={styles.quiet}>{t("seats.pick")}</p>}
      {without.length > 0 && <h3>{t("seats.without", { count: without.length })}</h3>}
      <ul className={styles.plain}>
        {without.slice(0, shownAtOnce).map((candidate) => (
          <li key={candidate.id}>
            <button
              type="button"
              className={tiles.who}
              aria-pressed={chosen?.id === candidate.id}
              onClick={() => choose(candidate)}
            >
              {candidate.name} <small>{candidate.admissionNumber}</small>
            </button>
          </li>
        ))}
      </ul>
      {without.length > shownAtOnce && (
        <p className={styles.quiet}>{t("seats.more", { count: without.length - shownAtOnce })}</p>
      )}
    </section>
  );
}
