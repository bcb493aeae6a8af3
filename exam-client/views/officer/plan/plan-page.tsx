import type { Plan } from "@kaochang/exam-server/protocol/plan.ts";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { Closed } from "../../staff/notice.tsx";
import { sittingPath } from "../../staff/route.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { ExamResultsSection } from "../results/exam-results-section.tsx";
import { Overview } from "./overview.tsx";
import { PapersSection } from "./papers-section.tsx";
import styles from "./plan.module.css";
import { type PlanDesk, PlanDeskProvider } from "./plan-desk.ts";
import { fetchPlan } from "./plan-http.ts";
import { type PlanSection, planPath, planSections, plansPath } from "./plan-route.ts";
import { PrintsSection } from "./prints-section.tsx";
import { RoomsSection } from "./rooms-section.tsx";
import { RosterSection } from "./roster-section.tsx";
import { SeatsSection } from "./seats-section.tsx";
import { StaffSection } from "./staff-section.tsx";
import { nextStep, type Standing, standingOf } from "./steps.ts";
import { windowWords } from "./window-words.ts";

function Tabs({ plan, section }: { plan: Plan; section: PlanSection }) {
  const { t } = useSpeech();
  return (
    <nav aria-label={t("plan.pages")} className={styles.tabs}>
      {planSections.map((one) => (
        <Link key={one} to={planPath(plan.id, one)} current={one === section}>
          {t(`plan.page.${one}`)}
        </Link>
      ))}
    </nav>
  );
}

/** On every page but the first, so that nobody has to know the order by heart. */
function Next({ plan }: { plan: Plan }) {
  const { t } = useSpeech();
  const next = nextStep(plan, t);
  const standing = standingOf(plan);
  const sentence = next
    ? t("plan.next", { step: t(`step.${next.name}`), sentence: next.sentence })
    : t(`plan.standing.${standing.kind}`);
  const to = next?.to ?? placeToGo(plan.id, standing);
  return (
    <span className={styles.next}>
      {sentence} {to !== null && <Link to={to}>{t("ready.go")}</Link>}
    </span>
  );
}

/** Where there is something to do; null: nowhere. */
function placeToGo(plan: string, standing: Standing): string | null {
  if (standing.kind === "release") return sittingPath("officer", standing.sitting);
  return standing.kind === "running" || standing.kind === "over" ? null : planPath(plan);
}

function pageOf(section: PlanSection, sitting: string | null): ReactNode {
  switch (section) {
    case "overview":
      return <Overview />;
    case "roster":
      return <RosterSection />;
    case "rooms":
      return <RoomsSection />;
    case "staff":
      return <StaffSection />;
    case "seats":
      return <SeatsSection wanted={sitting} />;
    case "papers":
      return <PapersSection />;
    case "prints":
      return <PrintsSection />;
    case "results":
      return <ExamResultsSection />;
  }
}

/** What an answer brought is newer than what was read before it; a later reading replaces both. */
function usePlan(id: string) {
  const read = useCallback(() => fetchPlan(id), [id]);
  const { value, failure, reload } = useLoaded(read);
  const [plan, setPlan] = useState<Plan | null>(null);
  useEffect(() => {
    if (value) setPlan((old) => (old && old.version > value.plan.version ? old : value.plan));
  }, [value]);
  return { plan, setPlan, failure, reload };
}

interface PlanPageProps {
  id: string;
  section: PlanSection;
  sitting: string | null;
}

/** One exam plan: its head, and the page of it that is open. */
export function PlanPage({ id, section, sitting }: PlanPageProps) {
  const { t } = useSpeech();
  const { plan, setPlan, failure, reload } = usePlan(id);
  const [importing, setImporting] = useState<string | null>(null);
  useExpiry(failure);
  const desk = useMemo<PlanDesk | null>(
    () => plan && { plan, take: setPlan, reload, importing, setImporting },
    [plan, setPlan, reload, importing],
  );
  if (failure && !plan) return <Closed code={failure} retry={reload} />;
  if (!desk || !plan) return <p className={styles.page}>{t("app.loading")}</p>;
  return (
    <PlanDeskProvider value={desk}>
      <div className={styles.page}>
        <header className={styles.head}>
          <Link to={plansPath}>← {t("plans.heading")}</Link>
          <h1>{plan.title}</h1>
          <span className={styles.quiet}>{windowWords(plan.opens, plan.closes)}</span>
          {section !== "overview" && <Next plan={plan} />}
        </header>
        <Tabs plan={plan} section={section} />
        {failure && <Failure code={failure} retry={reload} />}
        {pageOf(section, sitting)}
      </div>
    </PlanDeskProvider>
  );
}
