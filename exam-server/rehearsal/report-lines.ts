import type { RehearsalFigures, RehearsalReport, Spread } from "../protocol/rehearsal.ts";
import { megabytes, percent, secondsText } from "./figure-words.ts";
import { limits } from "./judgement.ts";

type Line = RehearsalReport["lines"][number];

/** The figures in words, each beside what is good; "" where no figure is bad. */
export function linesOf(figures: RehearsalFigures): Line[] {
  return [...promiseLines(figures), ...speedLines(figures), ...troubleLines(figures), ...loadLines(figures)];
}

function line(name: string, value: string, good: string, ok: boolean): Line {
  return { name, value, good, state: ok ? "good" : "bad" };
}

function note(name: string, value: string, good: string): Line {
  return { name, value, good, state: "note" };
}

function promiseLines(figures: RehearsalFigures): Line[] {
  const { connections, lost, wrongDeadlines, undelivered, refused, quarantined } = figures;
  const { asked, made } = connections;
  return [
    line("连上服务器并拿到试卷", `${made} / ${asked} 台`, "全部", made === asked),
    line("丢失的答案", `${lost} 条`, "0 条", lost === 0),
    line("剩余时间不对的考生机", `${wrongDeadlines} 台`, "0 台（误差 1 秒以内算对）", wrongDeadlines === 0),
    line("没送到服务器的答案", `${undelivered} 条`, "0 条", undelivered === 0),
    line("没有计入的答案", `${refused + quarantined} 条`, "0 条", refused + quarantined === 0),
  ];
}

function speedLines({ firstItem, saves, pace }: RehearsalFigures): Line[] {
  const perSecond = `平均每秒 ${Math.round(saves.perSecond)} 条，最忙时 ${saves.peakPerSecond} 条`;
  return [
    line(
      "开考到看见第一题",
      spreadText(firstItem),
      `最慢的不超过 ${secondsText(limits.firstItem)}`,
      firstItem.p99 <= limits.firstItem,
    ),
    line(
      "作答到存进服务器",
      spreadText(saves.latency),
      `最慢的不超过 ${secondsText(limits.save)}`,
      saves.latency.p99 <= limits.save,
    ),
    note("保存的答案", `${saves.acknowledged} 条；${perSecond}；${paceText(pace)}`, ""),
  ];
}

/** The slowest of a hundred stands for the slowest: the very last one is often the load PC's own. */
function spreadText({ p50, p99 }: Spread): string {
  return `一般 ${secondsText(p50)}，最慢的 ${secondsText(p99)}`;
}

function paceText(pace: number): string {
  return pace > 1.5 ? `节奏是 90 分钟考试的 ${Math.round(pace)} 倍` : "与正式考试的节奏相近";
}

function troubleLines({ cutOff, saves, outageMs }: RehearsalFigures): Line[] {
  const lines: Line[] = [];
  if (cutOff > 0) {
    lines.push(note("中途断网的考生机", `${cutOff} 台，恢复后补传 ${saves.resent} 条`, ""));
  }
  if (outageMs !== null) {
    lines.push(
      line(
        "强制重启服务器",
        `${secondsText(outageMs)}后恢复，耽误的时间已补给考生`,
        `${secondsText(limits.outage)}内恢复`,
        outageMs <= limits.outage,
      ),
    );
  }
  return lines;
}

function loadLines({ server, loadPc, pace }: RehearsalFigures): Line[] {
  const busy = `平均 ${percent(server.cpu)}，最忙时 ${percent(server.cpuPeak)}（以一个核为 100%）`;
  const slower = pace > 1.5 ? "；正式考试节奏慢，会低得多" : "";
  const memory = `演练前 ${megabytes(server.memoryBefore)}，最多 ${megabytes(server.memoryPeak)}，电脑还剩 ${megabytes(server.freeMemory)}`;
  const mostBusy = `${percent(limits.cpu)} 以下`;
  return [
    note("服务器的处理器", busy, mostBusy + slower),
    line(
      "服务器的内存",
      memory,
      `电脑至少剩 ${megabytes(limits.freeMemory)}`,
      server.freeMemory >= limits.freeMemory,
    ),
    note(
      "发起演练的电脑",
      `处理器平均 ${percent(loadPc.cpu)}，最忙时 ${percent(loadPc.cpuPeak)}${loadPc.saturated ? "：忙不过来，快慢数字偏大" : ""}`,
      mostBusy,
    ),
  ];
}
