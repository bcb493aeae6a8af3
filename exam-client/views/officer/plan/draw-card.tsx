import type { PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { wallText } from "../../staff/durations.ts";
import { Hash } from "../../staff/hash.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { drawSeats } from "./plan-http.ts";
import { useChange } from "./use-change.ts";

interface Drawn {
  seated: number;
  without: number;
}

function Outcome({ seated, without }: Drawn) {
  const { t } = useSpeech();
  return (
    <p role="status" className={without > 0 ? styles.alarm : styles.good}>
      {t("draw.done", { count: seated })}
      {without > 0 && t("draw.without", { count: without })}
    </p>
  );
}

function Seed({ draw }: { draw: NonNullable<PlanSitting["seatDraw"]> }) {
  const { t, language } = useSpeech();
  return (
    <>
      <p className={styles.quiet}>
        {t("draw.last", { number: draw.number, by: draw.by, at: wallText(draw.at, language) })}
      </p>
      <Hash label={t("draw.seed")} value={draw.seed} />
    </>
  );
}

/** Draws seats for one sitting, and shows the seed of the latest draw. */
export function DrawCard({ sitting }: { sitting: PlanSitting }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const change = useChange(
    (keep: boolean) => drawSeats(plan, sitting.id, keep),
    (reply) => {
      setDrawn(reply);
      take(reply.plan);
    },
  );
  const { candidates, seated, seatDraw, phase } = sitting;
  const fixed = phase !== "planned";
  return (
    <section className={styles.card} aria-labelledby="draw">
      <h2 id="draw">{t("draw.heading")}</h2>
      <p role="status">{t("draw.count", { seated, candidates })}</p>
      {fixed && <p className={styles.quiet}>{t("draw.fixed")}</p>}
      {!fixed && (
        <div className={styles.buttons}>
          <Button
            type="primary"
            loading={change.busy}
            disabled={candidates > 0 && seated === candidates}
            onClick={() => change.run(true)}
          >
            {t("draw.keep")}
          </Button>
          <Popconfirm
            placement="bottomLeft"
            title={t("draw.ask")}
            description={<div className={styles.ask}>{t("draw.effect")}</div>}
            okText={t("draw.again")}
            onConfirm={() => change.run(false)}
          >
            <Button disabled={change.busy || seated === 0}>{t("draw.again")}</Button>
          </Popconfirm>
        </div>
      )}
      {drawn && <Outcome {...drawn} />}
      <ChangeNotice change={change} take={take} />
      {seatDraw && <Seed draw={seatDraw} />}
    </section>
  );
}
