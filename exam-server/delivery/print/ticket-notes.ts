import type { KeptSitting, PlanRecord } from "../../store/plan-store.ts";

/** What every ticket says, then what the plan says besides; a line each. */
export function ticketNotes({ notes, sittings }: Pick<PlanRecord, "notes" | "sittings">): string[] {
  return [
    "凭本准考证和有效证件原件入场，证件号码须与上列一致；请提前 30 分钟到考场签到。",
    ...timesOf(sittings),
    "手机、智能手表等电子设备关机后放在指定位置，不得带到座位。",
    "按准考证上的座位就座，用准考证号和证件号码登录，核对屏幕上的姓名、照片、考试和座位。",
    "答案自动保存。网络中断时请继续答题；电脑故障或提示无法保存时请举手，不要自行重启电脑。",
    "时间到由系统统一收卷。交卷后请举手，由监考人员确认后离场。",
    ...notes
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ];
}

/** Entry and hand-in, once when they are the same for all sittings, else by sitting. */
function timesOf(sittings: readonly KeptSitting[]): string[] {
  const sentences = sittings.map((sitting) => [sitting.title, timesSentence(sitting)] as const);
  const different = new Set(sentences.map(([, sentence]) => sentence));
  if (different.size <= 1) return [...different];
  return sentences.map(([title, sentence]) => `${title}：${sentence}`);
}

function timesSentence({ entryCloses, handInOpens, start, minutes }: KeptSitting): string {
  if (start === "own") return ownSentence(entryCloses ?? minutes, handInOpens);
  const entry = entryCloses === null ? "开考后仍可入场，但不补迟到的时间" : entrySentence(entryCloses);
  const handIn = handInOpens === 0 ? "开考后即可交卷" : `开考 ${handInOpens} 分钟后方可交卷`;
  return `${entry}；${handIn}。`;
}

function ownSentence(entry: number, handInOpens: number): string {
  const handIn = handInOpens === 0 ? "开始后即可交卷" : `开始 ${handInOpens} 分钟后方可交卷`;
  return `开放考试后 ${entry} 分钟内登录并点“开始考试”，从本人开始时起计时；${handIn}。`;
}

function entrySentence(minutes: number): string {
  return minutes === 0 ? "开考后停止入场" : `开考 ${minutes} 分钟后停止入场`;
}
