import { lazy, Suspense } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { percentText, pointsText } from "../points-text.ts";
import { areaRates, scoreFacts, type TestScores } from "./distribution.ts";
import styles from "./results.module.css";

/** Drawing is half a megabyte of program that only this needs. */
const ScoreChart = lazy(async () => ({ default: (await import("./charts.tsx")).ScoreChart }));
const AreaChart = lazy(async () => ({ default: (await import("./charts.tsx")).AreaChart }));

interface ScoreProps {
  title: "chart.scores" | "chart.scores.theory" | "chart.scores.skills";
  test: TestScores;
}

/** How the scores of one test lie, with a sentence of what the chart shows. */
export function ScoreDistribution({ title, test }: ScoreProps) {
  const { t } = useSpeech();
  const sentence = useScoreSentence(test);
  if (sentence === null)
    return (
      <p className={styles.quiet}>
        {t(title)}：{t("chart.none")}
      </p>
    );
  return (
    <section className={styles.card} aria-labelledby={title}>
      <h2 id={title}>
        {t(title)} <small>{t("chart.passMark", { mark: pointsText(test.passMark) })}</small>
      </h2>
      <Suspense fallback={<p>{t("chart.loading")}</p>}>
        <ScoreChart test={test} say={sentence} />
      </Suspense>
      <p>{sentence}</p>
    </section>
  );
}

interface AreaProps {
  title: "chart.areas.theory" | "chart.areas.skills";
  test: TestScores;
}

/** Mean rate of each area of one test. */
export function AreaDistribution({ title, test }: AreaProps) {
  const { t } = useSpeech();
  const sentence = useAreaSentence(test);
  if (sentence === null) return null;
  return (
    <section className={styles.card} aria-labelledby={title}>
      <h2 id={title}>{t(title)}</h2>
      <Suspense fallback={<p>{t("chart.loading")}</p>}>
        <AreaChart test={test} say={sentence} />
      </Suspense>
      <p>{sentence}</p>
    </section>
  );
}

function useScoreSentence(test: TestScores): string | null {
  const { t } = useSpeech();
  const facts = scoreFacts(test);
  if (facts === null) return null;
  const { count, passed, mean, best, worst, most } = facts;
  return t("chart.scoresSay", {
    count,
    passed,
    mean: pointsText(mean),
    best: pointsText(best),
    worst: pointsText(worst),
    from: pointsText(most.from),
    to: pointsText(most.to),
    most: most.count,
  });
}

function useAreaSentence(test: TestScores): string | null {
  const { t } = useSpeech();
  const rates = areaRates(test).sort((a, b) => b.rate - a.rate);
  const [best, worst] = [rates[0], rates.at(-1)];
  if (!best || !worst) return null;
  const values = { best: best.title, bestRate: percentText(best.rate) };
  return t("chart.areasSay", { ...values, worst: worst.title, worstRate: percentText(worst.rate) });
}
