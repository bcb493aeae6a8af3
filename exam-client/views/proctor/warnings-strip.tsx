import type { ServerWarning } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert } from "antd";
import { useSpeech } from "../staff/i18n/words.ts";

/** What staff must know of the server's machine, above everything else. */
export function WarningsStrip({ warnings }: { warnings: readonly ServerWarning[] }) {
  const { t } = useSpeech();
  return (
    <div role="status" aria-label={t("warnings.title")}>
      {warnings.map(({ kind, text }) => (
        <Alert key={kind} type="warning" banner showIcon title={text} />
      ))}
    </div>
  );
}
