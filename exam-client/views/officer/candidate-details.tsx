import type { AreaScore, CandidateResult } from "@kaochang/exam-server/protocol/http.ts";
import type { SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Drawer, Table } from "antd";
import { useSpeech } from "../staff/i18n/words.ts";
import { Link } from "../staff/link.tsx";
import { replayPath } from "../staff/log-route.ts";
import { roomName } from "../staff/room-name.ts";
import { percentText, pointsText } from "./points-text.ts";
import styles from "./results-page.module.css";
import { Verdict } from "./verdict.tsx";

function Scores({ title, scores }: { title: string; scores: AreaScore[] }) {
  const { t } = useSpeech();
  return (
    <section>
      <h3>{title}</h3>
      <Table
        size="small"
        rowKey="code"
        pagination={false}
        dataSource={scores}
        columns={[
          { title: t("column.part"), dataIndex: "title" },
          {
            title: t("column.earned"),
            key: "earned",
            align: "right",
            render: (_, score) => `${pointsText(score.earned)}/${pointsText(score.max)}`,
          },
          {
            title: t("column.share"),
            key: "share",
            align: "right",
            render: (_, score) => (score.max === 0 ? "—" : percentText(score.earned / score.max)),
          },
        ]}
      />
    </section>
  );
}

function Body({ result, sitting }: { result: CandidateResult; sitting: SittingSummary }) {
  const { t } = useSpeech();
  return (
    <>
      <p className={styles.who}>
        {roomName(t, result.room)} {t("live.seat", { seat: result.seat })} · {t("column.admissionNumber")}{" "}
        {result.admissionNumber} · {t(`result.${result.state}`)}
      </p>
      {sitting.phase === "closed" && result.state !== "absent" && (
        <p>
          <Link to={replayPath(sitting.id, result.attempt)}>{t("replay.open")}</Link>
        </p>
      )}
      {result.total === null && (
        <p>{t(result.state === "absent" ? "results.absentNoScore" : "results.noScore")}</p>
      )}
      {result.total !== null && (
        <p className={styles.total}>
          {t("column.total")} <b>{pointsText(result.total)}</b> <Verdict result={result} />
        </p>
      )}
      {result.sections.length > 0 && <Scores title={t("results.bySection")} scores={result.sections} />}
      {result.areas.length > 0 && <Scores title={t("results.byArea")} scores={result.areas} />}
    </>
  );
}

/** One candidate's points by section and by area. */
export function CandidateDetails({
  sitting,
  result,
  close,
}: {
  sitting: SittingSummary;
  result: CandidateResult | undefined;
  close: () => void;
}) {
  const { t } = useSpeech();
  return (
    <Drawer
      open={result !== undefined}
      onClose={close}
      size={480}
      title={result && t("results.details", { name: result.name })}
    >
      {result && <Body result={result} sitting={sitting} />}
    </Drawer>
  );
}
