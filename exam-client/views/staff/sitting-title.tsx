import type { SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Tag } from "antd";
import { useSpeech } from "./i18n/words.ts";
import { palette } from "./palette.ts";

/** A word with a shape before it; colour comes third. */
export function PhaseWord({ phase }: { phase: SittingSummary["phase"] }) {
  const { t } = useSpeech();
  const shape = { prepared: "○", running: "▶", closed: "■" }[phase];
  const color = { prepared: palette.quiet, running: palette.good, closed: palette.text }[phase];
  return (
    <span style={{ color, fontWeight: 600, whiteSpace: "nowrap" }}>
      <span aria-hidden="true">{shape}</span> {t(`phase.${phase}`)}
    </span>
  );
}

export function PracticeTag({ sitting }: { sitting: SittingSummary }) {
  const { t } = useSpeech();
  return sitting.practice ? <Tag>{t("list.practice")}</Tag> : null;
}
