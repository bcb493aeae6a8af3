import type { Plan, PlanChoices, PlanSitting, Readiness } from "@kaochang/exam-server/protocol/plan.ts";
import { Button } from "antd";
import { useCallback, useEffect, useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { HeadCard } from "./head-card.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { fetchChoices, fetchReadiness } from "./plan-http.ts";
import { ReadinessCard } from "./readiness-card.tsx";
import { inLanguage } from "./readiness-words.ts";
import { SittingDrawer } from "./sitting-drawer.tsx";
import { StepLine } from "./step-line.tsx";
import { stepsOf } from "./steps.ts";
import { TakersCard } from "./takers-card.tsx";

const refreshMs = 10_000;

interface SittingCardProps {
  plan: Plan;
  sitting: PlanSitting;
  readiness: Readiness | null;
  edit: () => void;
}

function SittingCard({ plan, sitting, readiness, edit }: SittingCardProps) {
  const { t } = useSpeech();
  const heading = `sitting-${sitting.id}`;
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <div className={styles.heading}>
        <h2 id={heading}>
          {sitting.title} <small className={styles.quiet}>{t(`sitting.phase.${sitting.phase}`)}</small>
        </h2>
        <Button size="small" onClick={edit} aria-label={t("sitting.editOf", { title: sitting.title })}>
          {t("plan.edit")}
        </Button>
      </div>
      <StepLine steps={stepsOf(plan, sitting, readiness, t)} />
      {sitting.kind === "make-up" && sitting.phase === "planned" && <TakersCard sitting={sitting} />}
    </section>
  );
}

/** Read anew now and then: others work on the same plan, and sittings start and end. */
function useFresh() {
  const { plan, reload } = usePlanDesk();
  const read = useCallback(() => fetchReadiness(plan.id), [plan.id]);
  const readiness = useLoaded(read, refreshMs);
  useEffect(() => {
    reload();
    const timer = setInterval(reload, refreshMs);
    return () => clearInterval(timer);
  }, [reload]);
  const again = readiness.reload;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version may be ready for more
  useEffect(() => again(), [plan.version, again]);
  return readiness;
}

/** Whether something of it has still to begin. */
function isAhead({ sittings }: Plan): boolean {
  return sittings.length === 0 || sittings.some(({ phase }) => phase !== "running" && phase !== "closed");
}

/** The terms of a plan, the line of steps of each sitting, and whether the doors may open. */
export function Overview() {
  const { t, language } = useSpeech();
  const { plan } = usePlanDesk();
  const { value, failure } = useFresh();
  const readiness = inLanguage(value, language);
  const choices = useLoaded<PlanChoices>(fetchChoices);
  const [editing, setEditing] = useState<string | null>(null);
  useExpiry(failure);
  return (
    <>
      {plan.sittings.map((sitting) => (
        <SittingCard
          key={sitting.id}
          plan={plan}
          sitting={sitting}
          readiness={readiness}
          edit={() => setEditing(sitting.id)}
        />
      ))}
      <div className={styles.buttons}>
        <Button onClick={() => setEditing("new")}>{t("sitting.add")}</Button>
      </div>
      <div className={styles.two}>
        {isAhead(plan) && <ReadinessCard readiness={readiness} failure={failure} />}
        <HeadCard choices={choices.value} />
      </div>
      {editing !== null && choices.value && (
        <SittingDrawer
          key={editing}
          sitting={plan.sittings.find(({ id }) => id === editing) ?? null}
          choices={choices.value}
          close={() => setEditing(null)}
        />
      )}
    </>
  );
}
