import type { LostKind, LostSpan, LostTime } from "../protocol/ledger.ts";

const minute = 60_000;
/** So many spans fit into a grant's reason. */
const mostSpans = 3;

const kindWords: Record<LostKind, string> = {
  offline: "离线",
  moving: "换机",
  suspended: "暂停",
  closed: "误交卷",
};

/**
 * Why a credit is proposed, or is not, in the words that stand in the log: the spans that are not given
 * back yet, what was answered meanwhile, and the sum. At most 200 characters.
 */
export function lostReason({ spans, credited, proposed, limited }: LostTime): string {
  const meant = spans.filter(({ unpaid }) => unpaid > 0);
  const told = (meant.length > 0 ? meant : spans).slice(-mostSpans).map(spanText);
  const more = (meant.length || spans.length) > mostSpans ? "等" : "";
  const before = credited > 0 ? `，已补时${minutesText(credited)}` : "";
  const bound = limited ? "（已到补时上限）" : "";
  return `${told.join("；")}${more}${before}，建议补时${minutesText(proposed)}${bound}`;
}

function spanText({ kinds, fromWall, ms, answered, lost }: LostSpan): string {
  const what = `${clockText(fromWall)} 起${kinds.map((kind) => kindWords[kind]).join("、")}${minutesText(ms)}`;
  if (answered === 0) return what;
  const work = `${what}，其间仍作答 ${answered} 题`;
  return lost > 0 ? `${work}，耽误${minutesText(lost)}` : work;
}

function minutesText(ms: number): string {
  return ` ${Math.round(ms / minute)} 分钟`;
}

function clockText(wall: number): string {
  return new Date(wall).toTimeString().slice(0, "00:00".length);
}
