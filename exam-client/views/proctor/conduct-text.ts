import type { Signals } from "@kaochang/exam-server/protocol/messages.ts";
import type { Words } from "../staff/i18n/words.ts";
import { spanText } from "./span-text.ts";

/** 「离开 2 次 30秒，粘贴 1 次」: what happened, and no word of what it means. */
export function signalsText({ left, fullScreen, pasted }: Signals, t: Words): string {
  const parts = [
    left.times > 0 && t("panel.signalLeft", { times: left.times, span: spanText(left.ms, t) }),
    fullScreen > 0 && t("panel.signalScreen", { times: fullScreen }),
    pasted > 0 && t("panel.signalPaste", { times: pasted }),
  ];
  return parts.filter((part) => part !== false).join(t("start.comma"));
}
