import { span } from "../staff/durations.ts";
import type { Words } from "../staff/i18n/words.ts";

/** 「2分10秒」: how long something has lasted. */
export function spanText(ms: number, t: Words): string {
  const { hours, minutes, seconds } = span(ms);
  if (hours > 0) return t("span.hours", { hours, minutes });
  return minutes > 0 ? t("span.minutes", { minutes, seconds }) : t("span.seconds", { seconds });
}
