import type { LostSpan } from "@kaochang/exam-server/protocol/ledger.ts";
import type { Words } from "../../staff/i18n/words.ts";
import { spanText } from "../span-text.ts";

const minute = 60_000;

/** 「10:05 起离线 6分0秒，其间仍作答 12 题，不算耽误」. */
export function lostText({ kinds, fromWall, ms, open, answered, lost }: LostSpan, t: Words): string[] {
  const what = kinds.map((kind) => t(`lost.kind.${kind}`)).join(t("lost.and"));
  const values = { time: clockTime(fromWall), kinds: what, span: spanText(ms, t) };
  const told = [t(open ? "lost.spanOpen" : "lost.span", values)];
  if (answered === 0) return told;
  const part = lost === 0 ? t("lost.none.part") : t("lost.part", { span: spanText(lost, t) });
  return [...told, t("lost.answered", { count: answered }), part];
}

function clockTime(wall: number): string {
  return new Date(wall).toTimeString().slice(0, "00:00".length);
}

export function minutesOf(ms: number): number {
  return Math.round(ms / minute);
}
