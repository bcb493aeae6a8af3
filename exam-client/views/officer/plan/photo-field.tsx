import type { PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import { Button } from "antd";
import { useRef } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { photoPath, sendPhoto } from "./plan-http.ts";
import { useChange } from "./use-change.ts";

/** The photo, and another one in its place; sent at once. */
export function PhotoField({ candidate }: { candidate: PlanCandidate }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const input = useRef<HTMLInputElement>(null);
  const change = useChange(
    (file: File) => sendPhoto(plan, candidate.id, file),
    (reply) => take(reply.plan),
  );
  return (
    <div className={styles.pick}>
      {candidate.photo && (
        <img
          className={styles.portrait}
          src={photoPath(plan.id, candidate.photo)}
          alt={t("roster.photoOf", { name: candidate.name })}
        />
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept=".jpg,.jpeg,.png"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) change.run(file);
          target.value = "";
        }}
      />
      <Button loading={change.busy} onClick={() => input.current?.click()}>
        {t(candidate.photo ? "candidate.otherPhoto" : "candidate.photo")}
      </Button>
      <ChangeNotice change={change} take={take} />
    </div>
  );
}
