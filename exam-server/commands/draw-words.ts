import type { Blueprint } from "@kaochang/question-bank/blueprint.ts";
import type { Inclusion } from "@kaochang/question-bank/inclusion.ts";
import type { Difference } from "@kaochang/question-bank/json-differences.ts";
import type { PrintedPaper } from "@kaochang/question-bank/printed-paper.ts";

/** A drawn paper for a reader: table of areas × sections, then the items. */
export function paperInWords(paper: PrintedPaper, { areas }: Blueprint): string {
  const { certificate, sections, items } = paper;
  const rows = areas.map(({ code, title, weight }) => {
    const counts = sections.map((section) => `${countOf(paper, code, section.id)}`);
    return [`${code} ${title}`, ...counts, `${pointsOf(paper, code)}`, `${weight}`];
  });
  const list = items.map(
    ({ id, area, type, points, difficulty }, place) =>
      `${String(place + 1).padStart(3)}  ${id}  ${area}  ${type}  ${difficulty}  ${points} 分`,
  );
  return [
    `${paper.qualification} ${paper.test} ${paper.form}：${items.length} 题，合格线 ${paper.passMark} 分`,
    [["考核范围", ...sections.map(({ title }) => title), "分值", "配分"], ...rows]
      .map((row) => row.join("\t"))
      .join("\n"),
    list.join("\n"),
    `种子散列 ${certificate.seedHash}\n题库摘要 ${certificate.bankDigest}\n蓝图摘要 ${certificate.blueprintDigest}`,
  ].join("\n\n");
}

function countOf({ items }: PrintedPaper, area: string, section: string): number {
  return items.filter((item) => item.area === area && item.section === section).length;
}

function pointsOf({ items }: PrintedPaper, area: string): number {
  return items.reduce((sum, item) => sum + (item.area === area ? item.points : 0), 0);
}

export function differencesInWords(differences: readonly Difference[]): string {
  if (differences.length === 0) return "一致：试卷与重抽结果逐字节相同";
  const lines = differences.map(
    ({ path, expected, found }) =>
      `${path || "/"}：应为 ${JSON.stringify(expected)}，实为 ${JSON.stringify(found)}`,
  );
  return [`不一致，共 ${differences.length} 处：`, ...lines].join("\n");
}

/** The items that enemies hold back most come first. */
export function inclusionInWords(papers: number, items: readonly Inclusion[]): string {
  const ratio = ({ drawn, expected }: Inclusion) => (expected === 0 ? 1 : drawn / expected);
  const held = items.filter(({ enemies }) => enemies > 0).sort((a, b) => ratio(a) - ratio(b));
  const lines = held.map(
    (row) =>
      `${row.id}\t互斥 ${row.enemies}\t抽中 ${row.drawn}\t同层平均 ${row.expected.toFixed(1)}\t比 ${ratio(row).toFixed(3)}`,
  );
  return [`抽 ${papers} 卷，可用试题 ${items.length} 道，其中有互斥关系的 ${held.length} 道`, ...lines].join(
    "\n",
  );
}
