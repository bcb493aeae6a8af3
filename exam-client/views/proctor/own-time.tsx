import { createContext, useContext } from "react";
import { clockText } from "../staff/durations.ts";
import { type ClockOffset, remaining } from "../staff/exam-clock.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { useMonotonic } from "./use-monotonic.ts";

const context = createContext<ClockOffset | null>(null);
export const ClockProvider = context.Provider;

interface OwnTimeProps {
  deadline: number;
  /** Exam time at which the seat's clock stands still; null while it runs. */
  stoppedAt: number | null;
}

/** Time left until a deadline. Draws itself each half second, what it stands in does not. */
export function TimeLeft({ deadline, stoppedAt }: OwnTimeProps) {
  const clock = useContext(context);
  const now = useMonotonic();
  if (clock === null) return null;
  return clockText(stoppedAt === null ? remaining(deadline, clock, now) : deadline - stoppedAt);
}

/** The same where it is not the room's. */
export function OwnTime(props: OwnTimeProps) {
  const { t } = useSpeech();
  return (
    <small>
      {t("live.ownTime")} <TimeLeft {...props} />
    </small>
  );
}
