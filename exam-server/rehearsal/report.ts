import { verbCommand } from "../how-to-run.ts";
import type { RehearsalFigures, RehearsalPlan, RehearsalReport } from "../protocol/rehearsal.ts";
import { judge } from "./judgement.ts";
import { linesOf } from "./report-lines.ts";

export interface ReportContext {
  plan: RehearsalPlan;
  /** Simulated on the server's own machine. */
  local: boolean;
  /** Candidates of the largest real sitting that is prepared; 0 when there is none. */
  largest: number;
  /** Wall clock, milliseconds. */
  at: number;
}

/** The report in words and figures, the verdict first. */
export function reportOf(figures: RehearsalFigures, context: ReportContext): RehearsalReport {
  const { plan, local, at } = context;
  const reasons = judge(figures);
  const verdict = reasons.length === 0 ? "ready" : "not-ready";
  return {
    format: "kaochang-rehearsal/1",
    at,
    plan,
    local,
    verdict,
    summary: summaryOf(figures, reasons.length, local),
    reasons,
    notes: notesOf(figures, context),
    lines: linesOf(figures),
    figures,
  };
}

function summaryOf({ connections, saves }: RehearsalFigures, reasons: number, local: boolean): string {
  if (reasons > 0) return `不建议开考：有 ${reasons} 个问题要先解决，见下。`;
  return (
    `可以开考：${connections.made} 名模拟考生完成了整场考试，` +
    `服务器确认的 ${saves.acknowledged} 条答案一条不少，时间全部正确。${local ? "网线和交换机没有检验，见下。" : ""}`
  );
}

/** What this rehearsal does not say, so that nobody relies on it. */
function notesOf({ loadPc, cutOff, outageMs }: RehearsalFigures, { plan, local, largest }: ReportContext) {
  const notes: string[] = [];
  if (local) {
    notes.push(
      `这次的模拟考生就在服务器这台电脑上，没有经过考场的网线和交换机。要连网络一起检验，请在一台考生机上运行：${verbCommand("rehearse --url 服务器地址 --user 考务账号")}`,
    );
  }
  if (plan.candidates < largest) {
    notes.push(
      `待开考的正式场次有 ${largest} 人，这次只演练了 ${plan.candidates} 人。建议按 ${largest} 人再演练一次。`,
    );
  }
  if (cutOff === 0) notes.push("这次没有让考生中途断网，断网后补传没有检验到。");
  if (outageMs === null) notes.push("这次没有强制重启服务器，服务器断电后恢复没有检验到。");
  if (loadPc.saturated) {
    notes.push(
      "发起演练的电脑自己忙不过来，上面的快慢数字偏大，不全是服务器的；实际考试时每名考生各用一台电脑，会更快。",
    );
  }
  return notes;
}
