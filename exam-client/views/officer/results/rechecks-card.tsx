import type { RecheckRequest } from "@kaochang/exam-server/protocol/results.ts";
import { Button, Input, Tag } from "antd";
import { type FormEvent, useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { replayPath } from "../../staff/log-route.ts";
import { useAct } from "../plan/use-act.ts";
import { pointsText } from "../points-text.ts";
import styles from "./results.module.css";
import { answerRecheck } from "./results-http.ts";
import { timeText } from "./time-text.ts";

interface RequestProps {
  sitting: string;
  request: RecheckRequest;
  reload: () => void;
}

function AnswerForm({ sitting, request, reload }: RequestProps) {
  const { t } = useSpeech();
  const [text, setText] = useState("");
  const { busy, failure, run } = useAct(() => answerRecheck(sitting, request.attempt, text), reload);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run();
  };
  return (
    <form className={styles.stack} onSubmit={submit}>
      <Input.TextArea
        aria-label={t("recheck.write", { name: request.name })}
        placeholder={t("recheck.hint")}
        value={text}
        maxLength={1000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={({ target }) => setText(target.value)}
      />
      <Button htmlType="submit" type="primary" loading={busy} disabled={text.trim() === ""}>
        {t("recheck.send")}
      </Button>
      {failure && <Failure code={failure} retry={reload} />}
    </form>
  );
}

function Request(props: RequestProps) {
  const { t } = useSpeech();
  const { sitting, request } = props;
  const { name, admissionNumber, total, asked, answer, attempt } = request;
  return (
    <li className={styles.recheck}>
      <div className={styles.buttons}>
        <b>{name}</b> {admissionNumber} {total !== null && <span>{pointsText(total)}</span>}
        <Tag color={answer ? "green" : "orange"}>{t(answer ? "recheck.answered" : "recheck.waiting")}</Tag>
        <Link to={replayPath(sitting, attempt)}>{t("replay.open")}</Link>
      </div>
      <blockquote>
        {t("recheck.asked", { at: timeText(asked.at) })} {asked.text}
      </blockquote>
      {answer ? (
        <blockquote>
          {t("recheck.answer", { at: timeText(answer.at), by: answer.by })} {answer.text}
        </blockquote>
      ) : (
        <AnswerForm {...props} />
      )}
    </li>
  );
}

interface CardProps {
  sitting: string;
  rechecks: readonly RecheckRequest[];
  reload: () => void;
}

/** 复核: what candidates asked for, those that wait first. */
export function RechecksCard({ sitting, rechecks, reload }: CardProps) {
  const { t } = useSpeech();
  return (
    <section className={styles.card} aria-labelledby="rechecks">
      <h2 id="rechecks">{t("recheck.heading")}</h2>
      {rechecks.length === 0 && <p className={styles.quiet}>{t("recheck.none")}</p>}
      <ul className={styles.plain}>
        {rechecks.map((request) => (
          <Request key={request.attempt} sitting={sitting} request={request} reload={reload} />
        ))}
      </ul>
    </section>
  );
}
