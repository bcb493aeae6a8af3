import { type ReplayMark, type ReplayStep, replayMarks } from "@kaochang/exam-server/protocol/replay.ts";
import { Select } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { clockText } from "../../staff/durations.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { markShapes } from "./mark-shapes.ts";
import styles from "./replay.module.css";
import { stepText } from "./step-text.ts";

interface ListProps {
  steps: readonly ReplayStep[];
  /** Exam time from which the list counts. */
  from: number;
  played: number;
  numberOf: (item: string) => number;
  goTo: (place: number) => void;
}

/** Only in the list, never the whole page. */
function useLastInView(played: number) {
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is the last one now
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (!list.current || !current) return;
    const { offsetTop, offsetHeight } = current;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = offsetTop - clientHeight / 2;
  }, [played]);
  return list;
}

function Filter({ chosen, choose }: { chosen: ReplayMark[]; choose: (marks: ReplayMark[]) => void }) {
  const { t } = useSpeech();
  const id = useId();
  const options = replayMarks.map((mark) => ({ value: mark, label: t(`replay.mark.${mark}`) }));
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{t("replay.show")}</label>
      <Select<ReplayMark[]>
        id={id}
        mode="multiple"
        size="small"
        virtual={false}
        maxTagCount="responsive"
        className={styles.chosen ?? ""}
        options={options}
        value={chosen}
        onChange={choose}
      />
    </div>
  );
}

/** Everything that happened, in order; each leads to its moment. */
export function StepList({ steps, from, played, numberOf, goTo }: ListProps) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<ReplayMark[]>([]);
  const list = useLastInView(played);
  const rows = steps.map((step, place) => ({ step, place }));
  const meant = rows.filter(({ step }) => chosen.length === 0 || chosen.includes(step.mark));
  const last = meant.filter(({ place }) => place < played).at(-1)?.place;
  return (
    <section className={styles.steps} aria-label={t("replay.steps")}>
      <h2>
        {t("replay.steps")} <small>{t("replay.count", { count: meant.length })}</small>
      </h2>
      <Filter chosen={chosen} choose={setChosen} />
      <ol ref={list}>
        {meant.map(({ step, place }) => (
          <li key={place}>
            <button
              type="button"
              aria-current={place === last ? "step" : undefined}
              onClick={() => goTo(place)}
            >
              <time>{clockText(step.at - from)}</time>
              <span aria-hidden="true" style={{ color: markShapes[step.mark].colour }}>
                {markShapes[step.mark].shape}
              </span>
              <span>{stepText(step, numberOf, t)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
