import type { CandidateResult } from "@kaochang/exam-server/protocol/http.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { palette } from "../staff/palette.ts";

/** Word and shape say it; colour comes third. */
export function Verdict({ result }: { result: CandidateResult }) {
  const { t } = useSpeech();
  if (result.passed === null) return <span style={{ color: palette.quiet }}>{t("verdict.none")}</span>;
  return (
    <span style={{ color: result.passed ? palette.good : palette.alarm, whiteSpace: "nowrap" }}>
      <span aria-hidden="true">{result.passed ? "✓" : "✕"}</span>{" "}
      {t(result.passed ? "verdict.passed" : "verdict.failed")}
    </span>
  );
}
