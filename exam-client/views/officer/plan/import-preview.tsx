import { type ImportPreview, rosterFields } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChangeNotice } from "./change-notice.tsx";
import { BadRows } from "./import-bad.tsx";
import { GoodRows } from "./import-good.tsx";
import { PhotosTold } from "./import-photos.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { confirmImport } from "./plan-http.ts";
import { Scroll } from "./scroll.tsx";
import { useChange } from "./use-change.ts";

function Understood({ columns }: { columns: ImportPreview["columns"] }) {
  const { t } = useSpeech();
  return (
    <table className={styles.understood}>
      <caption>{t("import.columns")}</caption>
      <tbody>
        <tr>
          <th scope="row">{t("import.inFile")}</th>
          {columns.map(({ column, header }) => (
            <td key={column}>
              <small>{column}</small> {header}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t("import.takenFor")}</th>
          {columns.map(({ column, field }) => (
            <td key={column} data-unused={field === null}>
              {field === null ? t("import.unused") : rosterFields[field]}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Counts({ preview }: { preview: ImportPreview }) {
  const { t } = useSpeech();
  const { good, badRows: bad, generated, photos } = preview;
  return (
    <p role="status" className={styles.counts}>
      <b className={styles.good}>✓ {t("import.good", { count: good })}</b>
      <b className={bad > 0 ? styles.alarm : styles.quiet}>
        {bad > 0 ? "✕ " : ""}
        {t("import.bad", { count: bad })}
      </b>
      {generated > 0 && <span>{t("import.generatedCount", { count: generated })}</span>}
      {photos.found > 0 && (
        <span>{t("import.photosMatched", { found: photos.found, matched: photos.matched })}</span>
      )}
    </p>
  );
}

function Confirm({ id, preview, over }: PreviewProps) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const [leaveOut, setLeaveOut] = useState(false);
  const { good, badRows: bad } = preview;
  const change = useChange(
    () => confirmImport(plan, id, leaveOut),
    (reply) => {
      take(reply.plan);
      over(good);
    },
  );
  return (
    <>
      {preview.mode === "replace" && plan.candidates > 0 && (
        <Alert type="warning" showIcon title={t("import.replaces", { count: plan.candidates })} />
      )}
      {bad > 0 && good > 0 && (
        <Checkbox checked={leaveOut} onChange={({ target }) => setLeaveOut(target.checked)}>
          {t("import.leaveOut", { count: bad })}
        </Checkbox>
      )}
      <ChangeNotice change={change} take={take} />
      <Button
        type="primary"
        loading={change.busy}
        disabled={good === 0 || (bad > 0 && !leaveOut)}
        onClick={change.run}
      >
        {t("import.confirm", { count: good })}
      </Button>
    </>
  );
}

interface PreviewProps {
  id: string;
  preview: ImportPreview;
  over: (written: number) => void;
}

/** What was understood of a roster file, before anything is written. */
export function ImportPreviewCard(props: PreviewProps) {
  const { id, preview } = props;
  const { t } = useSpeech();
  return (
    <>
      <p>{t("import.file", { file: preview.file })}</p>
      <Counts preview={preview} />
      {preview.notes.length > 0 && (
        <ul className={styles.notes}>
          {preview.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <PhotosTold photos={preview.photos} />
      <Scroll label={t("import.columns")}>
        <Understood columns={preview.columns} />
      </Scroll>
      {preview.badRows > 0 && <BadRows preview={preview} />}
      {preview.good > 0 && <GoodRows id={id} />}
      <Confirm {...props} />
    </>
  );
}
