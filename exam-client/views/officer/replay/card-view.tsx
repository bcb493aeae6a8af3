import type { ItemPoints } from "@kaochang/exam-server/protocol/replay.ts";
import type { PaperIndex, PlacedItem } from "../../../store/paper-index.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { pointsText } from "../points-text.ts";
import type { Shown } from "./playback.ts";
import styles from "./replay.module.css";

interface CardProps {
  paper: PaperIndex;
  shown: Shown;
  current: string;
  /** By item; empty unless they are asked for. */
  points: ReadonlyMap<string, ItemPoints>;
  choose: (item: string) => void;
}

function Cell({ placed, shown, current, points, choose }: { placed: PlacedItem } & Omit<CardProps, "paper">) {
  const { t } = useSpeech();
  const { item, number } = placed;
  const answered = item.id in shown.answers;
  const flagged = shown.flags.includes(item.id);
  const earned = points.get(item.id);
  const state = [
    t(answered ? "replay.answered" : "replay.unanswered"),
    ...(flagged ? [t("replay.flagged")] : []),
    ...(earned
      ? [t("replay.earned", { earned: pointsText(earned.earned), points: pointsText(earned.points) })]
      : []),
  ].join(t("lost.then"));
  return (
    <button
      type="button"
      className={styles.cell}
      data-answered={answered}
      data-lost={answered && earned !== undefined && earned.earned < earned.points}
      aria-current={item.id === current ? "true" : undefined}
      aria-label={t("replay.cell", { number, state })}
      onClick={() => choose(item.id)}
    >
      {number}
      {flagged && <span className={styles.flag}>⚑</span>}
    </button>
  );
}

/** 答题卡 at the moment that is played; each number leads to its question. */
export function CardView({ paper, ...props }: CardProps) {
  const { t } = useSpeech();
  const { shown } = props;
  const answered = Object.keys(shown.answers).length;
  const counts = { answered, unanswered: paper.order.length - answered, flagged: shown.flags.length };
  return (
    <section className={styles.card} aria-label={t("replay.card")}>
      <h2>{t("replay.card")}</h2>
      <p>{t("replay.counts", counts)}</p>
      {paper.sections.map((section) => (
        <div key={section.id}>
          <h3>{section.title}</h3>
          <div className={styles.cells}>
            {section.items.map((id) => {
              const placed = paper.byId.get(id);
              return placed && <Cell key={id} placed={placed} {...props} />;
            })}
          </div>
        </div>
      ))}
    </section>
  );
}
