import type { PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert, Button, Popconfirm, Progress } from "antd";
import { useCallback, useEffect } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { palette } from "../../staff/palette.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { cancelDrawing, fetchPreparation, prepare } from "./plan-http.ts";
import { planPath } from "./plan-route.ts";
import { useAct } from "./use-act.ts";
import { useChange } from "./use-change.ts";

const refreshMs = 1000;

/** How far the drawing of the papers is; the plan is read again when it is over. */
function usePreparation(sitting: PlanSitting) {
  const { plan, reload } = usePlanDesk();
  const read = useCallback(() => fetchPreparation(plan.id, sitting.id), [plan.id, sitting.id]);
  const { value, failure, reload: ask } = useLoaded(read, refreshMs);
  const phase = value?.state.phase ?? "none";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each phase changes what the plan says
  useEffect(() => reload(), [phase, reload]);
  return { state: value?.state ?? null, failure, ask };
}

function Drawing({ done, total }: { done: number; total: number }) {
  const { t } = useSpeech();
  return (
    <div role="status">
      <p>{t("papers.drawing", { done, total })}</p>
      <Progress
        percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
        strokeColor={palette.accent}
        aria-label={t("papers.progress")}
      />
    </div>
  );
}

function CancelButton({ sitting, done }: { sitting: PlanSitting; done: () => void }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const { busy, run } = useAct(() => cancelDrawing(plan.id, sitting.id), done);
  return (
    <Button loading={busy} onClick={() => run()}>
      {t("papers.cancel")}
    </Button>
  );
}

function PrepareButton({ sitting, begun }: { sitting: PlanSitting; begun: () => void }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const act = useChange(() => prepare(plan, sitting.id), begun);
  const without = sitting.candidates - sitting.seated;
  const why = sitting.candidates === 0 ? t("step.seats.nobody") : t("papers.unseated", { count: without });
  const blocked = sitting.candidates === 0 || without > 0;
  return (
    <>
      <p>{t("papers.explain", { count: sitting.candidates })}</p>
      {blocked && (
        <p className={styles.alarm}>
          {why} <Link to={planPath(plan.id, "seats", sitting.id)}>{t("ready.go")}</Link>
        </p>
      )}
      <Popconfirm
        placement="topLeft"
        title={t("papers.ask", { count: sitting.candidates })}
        description={<div className={styles.ask}>{t("papers.effect")}</div>}
        okText={t("papers.confirm")}
        onConfirm={act.run}
      >
        <Button type="primary" loading={act.busy} disabled={blocked}>
          {t("papers.prepare")}
        </Button>
      </Popconfirm>
      <ChangeNotice change={act} take={take} />
    </>
  );
}

/** The drawing of a sitting's papers: what it waits for, its button, its progress. */
export function Preparation({ sitting }: { sitting: PlanSitting }) {
  const { t } = useSpeech();
  const { state, failure, ask } = usePreparation(sitting);
  useExpiry(failure);
  return (
    <>
      {failure && <Failure code={failure} retry={ask} />}
      {state?.phase === "failed" && <Alert type="error" role="alert" showIcon title={state.sentence} />}
      {state?.phase === "drawing" && (
        <>
          <Drawing {...state} />
          <CancelButton sitting={sitting} done={ask} />
        </>
      )}
      {state?.phase === "writing" && <p role="status">{t("papers.writing")}</p>}
      {(state?.phase === "none" || state?.phase === "failed") && (
        <PrepareButton sitting={sitting} begun={ask} />
      )}
    </>
  );
}
