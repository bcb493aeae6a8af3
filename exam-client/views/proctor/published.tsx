import type { SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Hash } from "../staff/hash.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./panel.module.css";

/** What is made public so that nobody has to trust the server: hashes before, the root after. */
export function Published({ sitting }: { sitting: SittingSummary }) {
  const { t } = useSpeech();
  if (sitting.phase === "running") return null;
  if (sitting.phase === "closed")
    return sitting.root === null ? null : (
      <section className={styles.card}>
        <Hash label={t("published.root")} value={sitting.root} />
      </section>
    );
  return (
    <section className={styles.card}>
      <h2>{t("published.title")}</h2>
      <p className={styles.quiet}>{t("published.why")}</p>
      <Hash label={t("published.secret")} value={sitting.secretHash} />
      <Hash label={t("published.roster")} value={sitting.rosterHash} />
    </section>
  );
}
