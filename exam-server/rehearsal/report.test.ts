import { expect, test } from "vitest";
import { type RehearsalFigures, rehearsalReport } from "../protocol/rehearsal.ts";
import { wellFigures } from "./figures.fixture.ts";
import { reportOf } from "./report.ts";

const plan = { candidates: 45, minutes: 5, offlineShare: 0, killServer: false };
const context = { plan, local: false, largest: 0, at: 1_760_000_000_000 };
const { saves, server, loadPc } = wellFigures;

test("REH-1 the report of a good rehearsal says first that the exam may begin, and fits its schema", () => {
  const report = reportOf(wellFigures, context);
  expect(report.verdict).toBe("ready");
  expect(report.summary).toMatch(/^可以开考：/);
  expect(report.lines.filter(({ state }) => state === "bad")).toEqual([]);
  expect(rehearsalReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

test.each<[string, Partial<RehearsalFigures>]>([
  ["丢失了 3 条", { lost: 3 }],
  ["2 台模拟考生机得到的剩余时间不对", { wrongDeadlines: 2 }],
  ["1 台没有连上", { connections: { asked: 45, made: 44 } }],
  ["7 条答案没有送到", { undelivered: 7 }],
  ["2 条按时作答的答案没有被计入", { refused: 1, quarantined: 1 }],
  ["等 3.1 秒才看见第一题", { firstItem: { p50: 1, p95: 2, p99: 3100 } }],
  ["最慢的要 1.9 秒", { saves: { ...saves, latency: { p50: 5, p95: 90, p99: 1880 } } }],
  ["过了 61 秒才恢复", { outageMs: 61_000 }],
  ["内存快用完", { server: { ...server, freeMemory: 100e6 } }],
])("REH-1 one bad figure is enough not to recommend, with its reason and what to do: %s", (words, change) => {
  const report = reportOf({ ...wellFigures, ...change }, context);
  expect(report.summary).toMatch(/^不建议开考：/);
  expect(report.reasons).toHaveLength(1);
  expect(report.reasons[0]?.text).toContain(words);
  expect(report.reasons[0]?.todo).not.toBe("");
  expect(report.lines.filter(({ state }) => state === "bad")).toHaveLength(1);
});

test("REH-1 delays of a PC that could not keep up are not called the server's", () => {
  const latency = { p50: 5, p95: 900, p99: 2400 };
  const busy = { ...wellFigures, saves: { ...saves, latency }, loadPc: { ...loadPc, saturated: true } };
  const { verdict, reasons, notes } = reportOf(busy, context);
  expect(verdict).toBe("not-ready");
  expect(reasons[0]?.todo).toContain("可能不是服务器的");
  expect(notes.join()).toContain("自己忙不过来");
});

test("REH-1 the report names what was not tested", () => {
  const { notes } = reportOf(wellFigures, { ...context, local: true, largest: 90 });
  expect(notes.join()).toMatch(/网线和交换机.*90 人.*断网.*强制重启/s);
});
