import { useSpeech } from "../staff/i18n/words.ts";
import { percentText } from "./points-text.ts";
import styles from "./summary.module.css";
import type { AreaMean, Summary } from "./summary.ts";

function Bar({ area }: { area: AreaMean }) {
  return (
    <li>
      <span>{area.title}</span>
      <span className={styles.track} aria-hidden="true">
        <span style={{ width: `${area.share * 100}%` }} />
      </span>
      <b>{percentText(area.share)}</b>
    </li>
  );
}

/** Mean rate of each area as labelled bars, with a sentence of what they show. */
export function AreaBars({ summary }: { summary: Summary }) {
  const { t } = useSpeech();
  const [lowest] = [...summary.areas].sort((a, b) => a.share - b.share);
  if (lowest === undefined) return null;
  return (
    <section className={styles.areas} aria-labelledby="area-bars">
      <h2 id="area-bars">{t("results.areas")}</h2>
      <ul>
        {summary.areas.map((area) => (
          <Bar key={area.code} area={area} />
        ))}
      </ul>
      <p>
        {t("results.areasExplain", {
          count: summary.scored,
          title: lowest.title,
          rate: percentText(lowest.share),
        })}
      </p>
    </section>
  );
}
