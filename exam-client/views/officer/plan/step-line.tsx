import { useSpeech } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { mayOpen, useSignedIn } from "../../staff/me.ts";
import styles from "./step-line.module.css";
import type { Step } from "./steps.ts";

const shapes = { done: "✓", past: "–", now: "▶", later: "○" } as const;

function StepBox({ step }: { step: Step }) {
  const { t } = useSpeech();
  const { me } = useSignedIn();
  const words = (
    <>
      <b>
        <span aria-hidden="true">{shapes[step.state]}</span> {t(`step.${step.name}`)}
        <span className={styles.spoken}>{t(`step.state.${step.state}`)}</span>
      </b>
      <small>{step.sentence}</small>
    </>
  );
  return (
    <li
      className={styles.step}
      data-state={step.state}
      aria-current={step.state === "now" ? "step" : undefined}
    >
      {mayOpen(me, step.role) ? (
        <Link to={step.to} className={styles.box ?? ""}>
          {words}
        </Link>
      ) : (
        <div className={styles.box}>{words}</div>
      )}
    </li>
  );
}

/** 计划 → 名单 → 座位 → 试卷 → 演练 → 开考 → 收卷 → 评分 → 发布, each with what is missing. */
export function StepLine({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className={styles.line}>
      {steps.map((step) => (
        <StepBox key={step.name} step={step} />
      ))}
    </ol>
  );
}
