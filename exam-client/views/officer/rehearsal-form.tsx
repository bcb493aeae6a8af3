import type { RehearsalPlan, RehearsalStatus } from "@kaochang/exam-server/protocol/rehearsal.ts";
import { Button, Checkbox, InputNumber, Popconfirm } from "antd";
import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "../staff/failure.tsx";
import { beginRehearsal } from "../staff/http.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./rehearsal-page.module.css";

/** As the protocol says; written out, because its schemas would double the page. */
const mostCandidates = 2000;
const usualCandidates = 100;
const usualMinutes = 5;
/** A tenth of a room that is cut off for a third of the time: a row whose switch fails. */
const usualOfflineShare = 0.1;

function useBegin(changed: () => void) {
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const [busy, setBusy] = useState(false);
  const begin = async (plan: RehearsalPlan) => {
    setBusy(true);
    const outcome = await beginRehearsal(plan);
    setBusy(false);
    setFailure(outcome.ok ? null : outcome.code);
    changed();
  };
  return { failure, busy, begin: (plan: RehearsalPlan) => void begin(plan) };
}

/** What is to be rehearsed; the usual values suit a room. */
export function RehearsalForm({ status, changed }: { status: RehearsalStatus; changed: () => void }) {
  const { t } = useSpeech();
  const { failure, busy, begin } = useBegin(changed);
  const [candidates, setCandidates] = useState(status.largest || usualCandidates);
  const [minutes, setMinutes] = useState(usualMinutes);
  const [offline, setOffline] = useState(true);
  const [kill, setKill] = useState(false);
  const killServer = kill && status.mayKill;
  const plan = { candidates, minutes, offlineShare: offline ? usualOfflineShare : 0, killServer };
  return (
    <section className={styles.card} aria-labelledby="rehearsal-new">
      <h2 id="rehearsal-new">{t("rehearsal.new")}</h2>
      <div className={styles.fields}>
        <label htmlFor="rehearsal-candidates">
          {t("rehearsal.candidates")}
          <InputNumber
            id="rehearsal-candidates"
            min={1}
            max={mostCandidates}
            precision={0}
            value={candidates}
            onChange={(value) => setCandidates(value ?? usualCandidates)}
          />
        </label>
        <label htmlFor="rehearsal-minutes">
          {t("rehearsal.minutes")}
          <InputNumber
            id="rehearsal-minutes"
            min={1}
            max={180}
            precision={0}
            value={minutes}
            onChange={(value) => setMinutes(value ?? usualMinutes)}
          />
        </label>
      </div>
      <Checkbox checked={offline} onChange={({ target }) => setOffline(target.checked)}>
        {t("rehearsal.offline")}
      </Checkbox>
      <Checkbox
        checked={killServer}
        disabled={!status.mayKill}
        onChange={({ target }) => setKill(target.checked)}
      >
        {t(status.mayKill ? "rehearsal.kill" : "rehearsal.mayNotKill")}
      </Checkbox>
      <Popconfirm
        placement="bottomLeft"
        title={t("rehearsal.ask", { candidates, minutes })}
        description={
          <div className={styles.ask}>{t(killServer ? "rehearsal.askKill" : "rehearsal.askPlain")}</div>
        }
        okText={t("rehearsal.begin")}
        onConfirm={() => begin(plan)}
      >
        <Button type="primary" loading={busy}>
          {t("rehearsal.begin")}
        </Button>
      </Popconfirm>
      {failure && <Failure code={failure} />}
    </section>
  );
}
