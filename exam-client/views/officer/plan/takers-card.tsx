import type { PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { Button } from "antd";
import { useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChangeNotice } from "./change-notice.tsx";
import { ChoiceField } from "./field.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { type TakersFrom, takeFrom } from "./plan-http.ts";
import { useChange } from "./use-change.ts";

const groups = ["absent-or-not-passed", "absent", "not-passed"] as const;

/** Who takes a make-up sitting: those of a closed sitting of the same test who were absent or did not pass. */
export function TakersCard({ sitting }: { sitting: PlanSitting }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const closed = plan.sittings.filter(({ test, phase }) => test === sitting.test && phase === "closed");
  const [chosen, setChosen] = useState<string | null>(null);
  const [who, setWho] = useState<TakersFrom["who"]>("absent-or-not-passed");
  const [added, setAdded] = useState<number | null>(null);
  const change = useChange(
    (from: TakersFrom) => takeFrom(plan, sitting.id, from),
    (reply) => {
      const after = reply.plan.sittings.find(({ id }) => id === sitting.id);
      setAdded((after?.candidates ?? 0) - sitting.candidates);
      take(reply.plan);
    },
  );
  const from = closed.find(({ id }) => id === chosen) ?? closed[0];
  if (!from) return <p className={styles.quiet}>{t("takers.none")}</p>;
  return (
    <section className={styles.stack} aria-label={t("takers.heading")}>
      <h3>{t("takers.heading")}</h3>
      <div className={styles.fields}>
        <ChoiceField
          label={t("takers.from")}
          value={from.id}
          set={setChosen}
          options={closed.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <ChoiceField
          label={t("takers.who")}
          value={who}
          set={setWho}
          options={groups.map((value) => ({ value, label: t(`takers.who.${value}`) }))}
        />
      </div>
      <ChangeNotice change={change} take={take} />
      <div className={styles.buttons}>
        <Button loading={change.busy} onClick={() => change.run({ sitting: from.id, who })}>
          {t("takers.add")}
        </Button>
        <span role="status">
          {added !== null && `${t("takers.added", { count: added })} `}
          {t("takers.has", { count: sitting.candidates })}
        </span>
      </div>
    </section>
  );
}
