import type { Readiness, ReadinessLine } from "@kaochang/exam-server/protocol/plan.ts";
import type { FailureCode } from "../../../transport/staff-connection.ts";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech, type Words } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { placeOf } from "./steps.ts";

/** A line that tells of several faults names them one after another. */
export const faultsOf = (sentence: string): string[] => sentence.split("；");

const shapes = { ok: "✓", advice: "△", missing: "✕" } as const;

function Line({ line }: { line: ReadinessLine }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const to = placeOf(plan.id, line.link);
  const [first, ...more] = faultsOf(line.sentence);
  return (
    <li data-level={line.level}>
      <b>
        <span aria-hidden="true">{shapes[line.level]}</span> {t(`ready.${line.level}`)}
      </b>
      <span>
        {first}
        {more.length > 0 && t("ready.more", { count: more.length })}
      </span>
      {to !== null && line.level !== "ok" && <Link to={to}>{t("ready.go")}</Link>}
    </li>
  );
}

function sentenceOf({ ready, lines }: Readiness, missing: number, t: Words): string {
  if (lines.length === 0) return t("ready.past");
  return ready ? t("ready.all") : t("ready.count", { count: missing });
}

const order = { missing: 0, advice: 1, ok: 2 } as const;

interface ReadinessCardProps {
  readiness: Readiness | null;
  failure: FailureCode | null;
}

/** 开考前检查: what keeps the doors shut stands first. */
export function ReadinessCard({ readiness, failure }: ReadinessCardProps) {
  const { t } = useSpeech();
  const lines = [...(readiness?.lines ?? [])].sort((a, b) => order[a.level] - order[b.level]);
  const missing = lines.filter(({ level }) => level === "missing").length;
  return (
    <section className={styles.card} aria-labelledby="readiness">
      <h2 id="readiness">{t("ready.heading")}</h2>
      {failure && <Failure code={failure} />}
      {readiness && (
        <p role="status" className={readiness.ready ? styles.good : styles.alarm}>
          {sentenceOf(readiness, missing, t)}
        </p>
      )}
      <ul className={styles.checks}>
        {lines.map((line) => (
          <Line key={`${line.check} ${line.sentence}`} line={line} />
        ))}
      </ul>
    </section>
  );
}
