import type { ImportPhotos } from "@kaochang/exam-server/protocol/plan.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";

interface ListProps {
  title: string;
  lines: readonly string[];
}

/** Folded, because of hundreds of photos most are right. */
function Folded({ title, lines }: ListProps) {
  return (
    <details className={styles.folded}>
      <summary>{title}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

/** What became of the photos: told by name alone, nobody's, and who has none. */
export function PhotosTold({ photos: { found, byName, unmatched, without } }: { photos: ImportPhotos }) {
  const { t } = useSpeech();
  if (found === 0) return null;
  return (
    <>
      {byName.length > 0 && (
        <Folded
          title={t("import.byName", { count: byName.length })}
          lines={byName.map((one) => t("import.byNameLine", one))}
        />
      )}
      {unmatched.count > 0 && (
        <>
          <Folded title={t("import.unmatched", { count: unmatched.count })} lines={unmatched.files} />
          <p className={styles.quiet}>{t("import.photoNames")}</p>
        </>
      )}
      {without.count > 0 && (
        <Folded
          title={t("import.without", { count: without.count })}
          lines={without.people.map((one) => t("import.withoutLine", one))}
        />
      )}
    </>
  );
}
