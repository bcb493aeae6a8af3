import type { SittingResults } from "@kaochang/exam-server/protocol/http.ts";
import { Alert, Button } from "antd";
import { useCallback, useMemo, useState } from "react";
import { Failure } from "../staff/failure.tsx";
import { Hash } from "../staff/hash.tsx";
import { fetchResults } from "../staff/http.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { Link } from "../staff/link.tsx";
import { seatingPath } from "../staff/log-route.ts";
import { Closed } from "../staff/notice.tsx";
import { PhaseWord, PracticeTag } from "../staff/sitting-title.tsx";
import { useExpiry } from "../staff/use-expiry.ts";
import { useLoaded } from "../staff/use-loaded.ts";
import { withoutAbsentZeros } from "./absent.ts";
import { ArchiveCard } from "./archive-card.tsx";
import { AreaBars } from "./area-bars.tsx";
import { CandidateDetails } from "./candidate-details.tsx";
import { OfficerStart } from "./officer-start.tsx";
import { momentWords } from "./plan/window-words.ts";
import { AfterMarking } from "./results/after-marking.tsx";
import { ScoreDistribution } from "./results/distributions.tsx";
import { fetchStanding } from "./results/results-http.ts";
import styles from "./results-page.module.css";
import { ResultsTable } from "./results-table.tsx";
import { isScored, summarise } from "./summary.ts";
import { SummaryCards } from "./summary-cards.tsx";

function Header({ results, reload }: { results: SittingResults; reload: () => void }) {
  const { t } = useSpeech();
  const { sitting } = results;
  return (
    <header>
      <Link to="/staff/officer">← {t("results.back")}</Link>
      <div className={styles.title}>
        <h1>{sitting.title}</h1>
        <PhaseWord phase={sitting.phase} />
        <PracticeTag sitting={sitting} />
        {sitting.begins !== null && (
          <span>{t("list.plannedAt", { begins: momentWords(sitting.begins) })}</span>
        )}
        <Button size="small" onClick={reload}>
          {t("app.refresh")}
        </Button>
        <Link to={seatingPath("officer", sitting.id)}>{t("seating.title")}</Link>
      </div>
    </header>
  );
}

/** Before the end the results are not final, and that is said before them. */
function Standing({ phase }: { phase: SittingResults["sitting"]["phase"] }) {
  const { t } = useSpeech();
  if (phase === "closed") return null;
  const words = t(phase === "running" ? "results.notFinal" : "results.notStarted");
  return <Alert type="warning" showIcon title={words} />;
}

function Report({ results, reload }: { results: SittingResults; reload: () => void }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<string | null>(null);
  const summary = useMemo(() => summarise(results), [results]);
  const { standing, refresh } = useStanding(results.sitting.id, reload);
  // Stays once it is started, because it says so.
  const [toStart] = useState(results.sitting.phase === "prepared");
  return (
    <>
      <Header results={results} reload={refresh} />
      <Standing phase={results.sitting.phase} />
      {toStart && <OfficerStart sitting={results.sitting.id} started={reload} />}
      <div className={styles.summary}>
        <SummaryCards results={results} summary={summary} />
        <AreaBars summary={summary} />
      </div>
      {results.sitting.phase !== "prepared" && (
        <AfterMarking sitting={results.sitting.id} standing={standing} changed={refresh} />
      )}
      <ScoreDistribution title="chart.scores" test={scoresOfSitting(results)} />
      <ResultsTable results={results} open={setChosen} />
      {results.sitting.root !== null && <Hash label={t("published.root")} value={results.sitting.root} />}
      {results.sitting.phase === "closed" && <ArchiveCard sitting={results.sitting.id} />}
      <CandidateDetails
        sitting={results.sitting}
        result={results.results.find((result) => result.attempt === chosen)}
        close={() => setChosen(null)}
      />
    </>
  );
}

/** One 刷新 reads both, so that no card tells of another moment than its neighbours. */
function useStanding(sitting: string, reload: () => void) {
  const read = useCallback(() => fetchStanding(sitting), [sitting]);
  const standing = useLoaded(read);
  const again = standing.reload;
  const refresh = useCallback(() => {
    reload();
    again();
  }, [reload, again]);
  return { standing, refresh };
}

function scoresOfSitting({ max, passMark, results }: SittingResults) {
  const scored = results.filter(isScored);
  return { max, passMark, scores: scored.map(({ total, areas }) => ({ total: total ?? 0, areas })) };
}

async function readResults(sitting: string) {
  const outcome = await fetchResults(sitting);
  return outcome.ok ? { ...outcome, results: outcome.results.map(withoutAbsentZeros) } : outcome;
}

/** The officer's results of one sitting. */
export function ResultsPage({ sitting }: { sitting: string }) {
  const { t } = useSpeech();
  const read = useCallback(() => readResults(sitting), [sitting]);
  const { value, failure, reload } = useLoaded(read);
  useExpiry(failure);
  return (
    <div className={styles.page}>
      {failure && value && <Failure code={failure} retry={reload} />}
      {failure && !value && <Closed code={failure} retry={reload} />}
      {value && <Report results={value} reload={reload} />}
      {!value && !failure && <p>{t("app.loading")}</p>}
    </div>
  );
}
