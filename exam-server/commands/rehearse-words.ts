import type { RehearsalProgress, RehearsalReport, RehearsalStage } from "../protocol/rehearsal.ts";

const stages: Record<RehearsalStage, string> = {
  preparing: "正在准备演练场次和试卷",
  arriving: "模拟考生正在登录、领取试卷",
  answering: "正在作答",
  collecting: "正在收卷",
  comparing: "正在逐条核对答案",
};

export function progressLine({ stage, connected, saved, done }: RehearsalProgress): string {
  return `${Math.round(done * 100)}%  ${stages[stage]}：已连接 ${connected} 台，已保存 ${saved} 条`;
}

const shapes = { good: "√", bad: "×", note: "·" };

/** The report as it is read in a terminal, the verdict first. */
export function reportLines({ summary, reasons, lines, notes }: RehearsalReport): string[] {
  return [
    summary,
    ...reasons.flatMap(({ text, todo }, index) => ["", `${index + 1}. ${text}`, `   怎么办：${todo}`]),
    "",
    ...lines.map(({ name, value, good, state }) => {
      return `${shapes[state]} ${name}：${value}${good === "" ? "" : `（标准：${good}）`}`;
    }),
    ...(notes.length > 0 ? ["", "说明："] : []),
    ...notes.map((text) => `- ${text}`),
  ];
}
