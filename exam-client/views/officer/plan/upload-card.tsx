import { type ImportMode, rosterFields } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Progress, Radio } from "antd";
import { useRef, useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { palette } from "../../staff/palette.ts";
import { toCsv } from "../csv.ts";
import { csvFile, saveFile } from "../save-file.ts";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { startImport } from "./plan-http.ts";
import { useChange } from "./use-change.ts";

interface PickProps {
  label: string;
  accept: string;
  many?: boolean;
  picked: readonly File[];
  pick: (files: File[]) => void;
}

/** A button that opens the browser's file chooser, and what was chosen. */
function Pick({ label, accept, many = false, picked, pick }: PickProps) {
  const { t } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [first] = picked;
  return (
    <div className={styles.pick}>
      <input
        ref={input}
        type="file"
        hidden
        multiple={many}
        accept={accept}
        onChange={({ target }) => {
          pick([...(target.files ?? [])]);
          // The same file may be picked again after it was mended.
          target.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <span>
        {picked.length > 1 && t("upload.files", { count: picked.length })}
        {picked.length === 1 && first?.name}
      </span>
    </div>
  );
}

function Mode({ mode, set }: { mode: ImportMode; set: (mode: ImportMode) => void }) {
  const { t } = useSpeech();
  return (
    <Radio.Group
      aria-label={t("upload.mode")}
      value={mode}
      onChange={({ target }) => set(target.value as ImportMode)}
      options={(["add", "replace"] as const).map((value) => ({ value, label: t(`upload.mode.${value}`) }))}
    />
  );
}

function Example() {
  const { t } = useSpeech();
  const save = () => saveFile(t("upload.exampleFile"), csvFile(toCsv([Object.values(rosterFields)])));
  return (
    <Button type="link" size="small" onClick={save}>
      {t("upload.example")}
    </Button>
  );
}

/** An upload under way, its progress, and how to end it; one that was ended has not failed. */
function useSending(begun: (id: string) => void) {
  const { plan, take } = usePlanDesk();
  const [share, setShare] = useState(0);
  const stop = useRef(new AbortController());
  const change = useChange(
    (mode: ImportMode, roster: File, photos: readonly File[]) => {
      stop.current = new AbortController();
      return startImport(plan.id, mode, roster, photos, setShare, stop.current.signal);
    },
    (reply) => begun(reply.import),
  );
  const ended = !change.busy && stop.current.signal.aborted;
  return { ...change, failure: ended ? null : change.failure, take, share, end: () => stop.current.abort() };
}

function Sending({ share, end }: { share: number; end: () => void }) {
  const { t } = useSpeech();
  return (
    <>
      <Progress
        percent={Math.floor(share * 100)}
        strokeColor={palette.accent}
        aria-label={t("upload.progress")}
      />
      <Button size="small" onClick={end}>
        {t("app.cancel")}
      </Button>
    </>
  );
}

/** Files of a roster and its photos, on their way to be looked at. */
export function UploadCard({ begun }: { begun: (id: string) => void }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const [roster, setRoster] = useState<File[]>([]);
  const [photos, setPhotos] = useState<File[]>([]);
  const [mode, setMode] = useState<ImportMode>("add");
  const [file] = roster;
  const sending = useSending(begun);
  return (
    <section className={styles.card} aria-labelledby="upload">
      <h2 id="upload">{t("upload.heading")}</h2>
      <p className={styles.quiet}>
        {t("upload.explain")} <Example />
      </p>
      <Pick label={t("upload.pickRoster")} accept=".xlsx,.csv" picked={roster} pick={setRoster} />
      <Pick
        label={t("upload.pickPhotos")}
        accept=".zip,.jpg,.jpeg,.png"
        many
        picked={photos}
        pick={setPhotos}
      />
      {plan.candidates > 0 && <Mode mode={mode} set={setMode} />}
      <div className={styles.buttons}>
        <Button
          type="primary"
          disabled={!file}
          loading={sending.busy}
          onClick={() => file && sending.run(mode, file, photos)}
        >
          {t("upload.send")}
        </Button>
        <span className={styles.quiet}>{t("upload.nothingYet")}</span>
      </div>
      {sending.busy && <Sending share={sending.share} end={sending.end} />}
      <ChangeNotice change={sending} take={sending.take} />
    </section>
  );
}
