import { Alert, Checkbox } from "antd";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./panel.module.css";
import type { StartSteps } from "./use-start.ts";

/** What is missing, each to be ticked by who starts all the same: it goes into the sitting's log under their name. */
export function StartGaps({ steps, act }: { steps: StartSteps; act: string }) {
  const { t, language } = useSpeech();
  const { gaps, state, tick } = steps;
  if (gaps.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("start.gaps", { act, count: gaps.length })}
      description={
        <ul className={styles.gaps}>
          {gaps.map(({ id, sentence, english }) => (
            <li key={id}>
              <Checkbox
                checked={state.known.includes(id)}
                onChange={({ target }) => tick(id, target.checked)}
              >
                {t("start.known", { gap: language === "zh" ? sentence : english })}
              </Checkbox>
            </li>
          ))}
        </ul>
      }
    />
  );
}
