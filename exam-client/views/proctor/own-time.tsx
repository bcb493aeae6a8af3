import { createContext, useContext } from "react";
import { clockText } from "../staff/durations.ts";
import { type ClockOffset, remaining } from "../staff/exam-clock.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { useMonotonic } from "./use-monotonic.ts";

const context = createContext<ClockOffset | null>(null);
export const ClockProvider = context.Provider;

/** Time left until a deadline that is not the room's. Draws itself each half second, its tile does not. */
export function OwnTime({ deadline }: { deadline: number }) {
  const { t } = useSpeech();
  const clock = useContext(context);
  const now = useMonotonic();
  if (clock === null) return null;
  return <small>{t("live.own", { time: clockText(remaining(deadline, clock, now)) })}</small>;
}
