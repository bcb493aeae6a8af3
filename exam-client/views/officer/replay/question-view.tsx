import type { ItemPoints } from "@kaochang/exam-server/protocol/replay.ts";
import { type ReactNode, useMemo } from "react";
import { I18nextProvider } from "react-i18next";
import { sectionHeading } from "../../../i18n/section-rule.ts";
import { createWords, useWords } from "../../../i18n/words.ts";
import { controls } from "../../../interactions/index.ts";
import { SafeHtml } from "../../../parts/safe-html.tsx";
import type { PlacedItem } from "../../../store/paper-index.ts";
import type { Response } from "../../../transport/wire.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { pointsText } from "../points-text.ts";
import styles from "./replay.module.css";

const stemId = "replayed-stem";
const nothing = () => {};

interface QuestionProps {
  placed: PlacedItem;
  response: unknown;
}

/** The question as the candidate's page draws it, with the response of this moment; nothing can be changed. */
function Question({ placed, response }: QuestionProps) {
  const words = useWords();
  const { language } = useSpeech();
  const { item, number, section, sectionIndex } = placed;
  const Control = controls[item.type];
  return (
    <>
      <h2 className="section-rule">{sectionHeading(words, language, section, sectionIndex)}</h2>
      <div className={styles.scroll}>
        <article key={item.id} className="question">
          <div className="stem" id={stemId}>
            <span className="number">{number}.</span>
            <SafeHtml className="text" html={item.stemHtml} />
          </div>
          <fieldset disabled className={styles.still}>
            <Control
              item={item}
              response={response as Response | undefined}
              labelledBy={stemId}
              choose={nothing}
              type={nothing}
              settle={nothing}
            />
          </fieldset>
        </article>
      </div>
    </>
  );
}

/** The candidate's own words and looks for what stands inside. */
function AsCandidate({ children }: { children: ReactNode }) {
  const { language } = useSpeech();
  const words = useMemo(() => createWords(language), [language]);
  return (
    <I18nextProvider i18n={words}>
      <div className="candidate" style={{ minHeight: 0 }}>
        {children}
      </div>
    </I18nextProvider>
  );
}

function Earned({ points }: { points: ItemPoints | undefined }) {
  const { t } = useSpeech();
  if (!points) return null;
  const values = { earned: pointsText(points.earned), points: pointsText(points.points) };
  return <b>{t("replay.earned", values)}</b>;
}

interface ViewProps extends QuestionProps {
  total: number;
  points: ItemPoints | undefined;
}

/** One question at the moment that is played. */
export function QuestionView({ placed, response, total, points }: ViewProps) {
  const { t } = useSpeech();
  return (
    <section
      className={styles.question}
      aria-label={t("replay.questionOf", { number: placed.number, total })}
    >
      <p className={styles.place}>
        {t("replay.questionOf", { number: placed.number, total })} <Earned points={points} />
      </p>
      <AsCandidate>
        <Question placed={placed} response={response} />
      </AsCandidate>
    </section>
  );
}
