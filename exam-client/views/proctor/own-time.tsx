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

/** The same where it is not the room's; `brief`: in whole minutes, where there is no room for more. */
export function OwnTime({ brief = false, ...props }: OwnTimeProps & { brief?: boolean }) {
  const { t } = useSpeech();
  return (
    <small data-own-time>
      {brief ? (
        <MinutesLeft {...props} />
      ) : (
        <>
          {t("live.ownTime")} <TimeLeft {...props} />
        </>
      )}
    </small>
  );
}

/** A started minute is shown whole, as a started second is. */
function MinutesLeft({ deadline, stoppedAt }: OwnTimeProps) {
  const { t } = useSpeech();
  const clock = useContext(context);
  const now = useMonotonic();
  if (clock === null) return null;
  const left = stoppedAt === null ? remaining(deadline, clock, now) : deadline - stoppedAt;
  return t("live.minutesLeft", { minutes: Math.ceil(Math.max(0, left) / 60_000) });
}
