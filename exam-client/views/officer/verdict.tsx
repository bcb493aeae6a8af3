import type { CandidateResult } from "@kaochang/exam-server/protocol/http.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { palette } from "../staff/palette.ts";
import { verdictOf } from "./absent.ts";

/** Word and shape say it; colour comes third. */
export function Verdict({ result }: { result: CandidateResult }) {
  const { t } = useSpeech();
  if (result.passed === null || result.voided)
    return <span style={{ color: palette.quiet }}>{t(verdictOf(result))}</span>;
  return (
    <span style={{ color: result.passed ? palette.good : palette.alarm, whiteSpace: "nowrap" }}>
      <span aria-hidden="true">{result.passed ? "✓" : "✕"}</span> {t(verdictOf(result))}
    </span>
  );
}
