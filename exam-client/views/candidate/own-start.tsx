import type { AttemptView, OwnStart as OwnStartTerms } from "@kaochang/exam-server/protocol/messages.ts";
import { useWords } from "../../i18n/words.ts";
import { useAttempt, useDesk } from "./context.ts";
import { StepButton } from "./step.tsx";
import { useBeginningClosed } from "./use-beginning-closed.ts";
import { wallLabel } from "./wall-label.ts";

/** 开始考试 by the candidate, once the paper lies on this PC. */
export function OwnStart({ view, ownStart }: { view: AttemptView; ownStart: OwnStartTerms }) {
  const words = useWords();
  const { until, ms } = ownStart;
  const { startOwn } = useDesk();
  const delivered = useAttempt((state) => state.delivered);
  const closed = useBeginningClosed(ownStart);
  if (closed)
    return (
      <p className="lead" role="alert">
        {words("waiting.closed")}
      </p>
    );
  return (
    <>
      <p>{words("waiting.beginNote", { minutes: Math.floor(ms / 60_000) })}</p>
      {until !== null && <p>{words("waiting.until", { time: wallLabel(until, view) })}</p>}
      <div className="actions">
        <StepButton label={words("waiting.begin")} disabled={!delivered} act={startOwn} />
      </div>
    </>
  );
}
