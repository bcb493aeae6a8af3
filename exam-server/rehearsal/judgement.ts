import type { RehearsalFigures, RehearsalReport } from "../protocol/rehearsal.ts";
import { secondsText } from "./figure-words.ts";

/** What is still good: the slowest of a hundred and an outage in milliseconds, memory in bytes, CPU of one core. */
export const limits = {
  save: 1000,
  firstItem: 3000,
  outage: 60_000,
  freeMemory: 256 * 1024 ** 2,
  cpu: 0.9,
};

type Of<T> = (figures: RehearsalFigures) => T;

/** What speaks against an exam on this server, and what is to be done then. */
interface Rule {
  bad: Of<boolean>;
  text: Of<string>;
  todo: Of<string>;
}

const callForHelp = () => "不要用这台服务器考试。请保留数据文件夹，联系技术人员。";
const checkNetwork = () => "请检查网线、交换机和服务器的防火墙，然后重做演练。";

/** A delay that may be the load PC's own condemns no server, but it clears none either. */
const makeFaster: Of<string> = ({ loadPc }) =>
  loadPc.saturated
    ? "发起演练的电脑自己忙不过来，这个数字可能不是服务器的。请换一台电脑发起演练，或减少人数，然后重做。"
    : "请关掉服务器上的其他程序（杀毒扫描、系统更新、下载），用网线代替无线，换用固态硬盘，然后重做演练。";

/** The gravest first. */
const rules: readonly Rule[] = [
  {
    bad: ({ lost }) => lost > 0,
    text: ({ lost }) => `服务器确认过的答案丢失了 ${lost} 条。`,
    todo: callForHelp,
  },
  {
    bad: ({ wrongDeadlines }) => wrongDeadlines > 0,
    text: ({ wrongDeadlines }) => `${wrongDeadlines} 台模拟考生机得到的剩余时间不对（误差超过 1 秒）。`,
    todo: callForHelp,
  },
  {
    bad: ({ refused, quarantined }) => refused + quarantined > 0,
    text: ({ refused, quarantined }) => `有 ${refused + quarantined} 条按时作答的答案没有被计入。`,
    todo: callForHelp,
  },
  {
    bad: ({ connections: { asked, made } }) => made < asked,
    text: ({ connections: { asked, made } }) =>
      `${asked} 台模拟考生机中有 ${asked - made} 台没有连上或没有拿到试卷。`,
    todo: checkNetwork,
  },
  {
    bad: ({ undelivered }) => undelivered > 0,
    text: ({ undelivered }) => `考试结束时还有 ${undelivered} 条答案没有送到服务器。`,
    todo: checkNetwork,
  },
  {
    bad: ({ firstItem }) => firstItem.p99 > limits.firstItem,
    text: ({ firstItem }) => `开考后，最慢的考生要等 ${secondsText(firstItem.p99)}才看见第一题。`,
    todo: makeFaster,
  },
  {
    bad: ({ saves }) => saves.latency.p99 > limits.save,
    text: ({ saves }) => `保存答案太慢：最慢的要 ${secondsText(saves.latency.p99)}。`,
    todo: makeFaster,
  },
  {
    bad: ({ outageMs }) => (outageMs ?? 0) > limits.outage,
    text: ({ outageMs }) => `服务器被强制关闭后，过了 ${secondsText(outageMs ?? 0)}才恢复。`,
    todo: () => "请换用固态硬盘，或清理数据文件夹所在的磁盘，然后重做演练。",
  },
  {
    bad: ({ server }) => server.freeMemory < limits.freeMemory,
    text: () => "服务器这台电脑的内存快用完了。",
    todo: () => "请关掉服务器上的其他程序，或加装内存，然后重做演练。",
  },
];

/** The reasons against, the gravest first; none: the exam may begin. */
export function judge(figures: RehearsalFigures): RehearsalReport["reasons"] {
  return rules
    .filter(({ bad }) => bad(figures))
    .map(({ text, todo }) => ({ text: text(figures), todo: todo(figures) }));
}
