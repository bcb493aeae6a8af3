import type { Verdict } from "./run/sitting.ts";

/** One line of the published table. */
export interface Row {
  fault: string;
  tries: number;
  acknowledged: number;
  lost: number;
  duplicated: number;
  wrongTime: number;
}

/** One row per fault, in the order of `names`; a fault without a try has none. */
export function rowsOf(names: readonly string[], verdicts: readonly Verdict[]): Row[] {
  return names.flatMap((fault) => {
    const own = verdicts.filter((verdict) => verdict.fault === fault);
    if (own.length === 0) return [];
    const sum = (count: (verdict: Verdict) => number) => own.reduce((total, one) => total + count(one), 0);
    return [
      {
        fault,
        tries: own.length,
        acknowledged: sum(({ acknowledged }) => acknowledged),
        lost: sum(({ lost }) => lost.length),
        duplicated: sum(({ duplicated }) => duplicated.length),
        wrongTime: sum(({ wrongTime }) => wrongTime.length),
      },
    ];
  });
}

export function isClean(rows: readonly Row[]): boolean {
  return rows.every(({ lost, duplicated, wrongTime }) => lost + duplicated + wrongTime === 0);
}

export function table(rows: readonly Row[]): string {
  const head = ["fault", "tries", "acknowledged", "lost", "duplicated", "wrong time"];
  const lines = rows.map((row) => [
    row.fault,
    ...[row.tries, row.acknowledged, row.lost, row.duplicated, row.wrongTime].map(String),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(head), rule, ...lines.map(line)].join("\n");
}

/** Everything that was wrong, each with how to run it again. */
export function complaints(verdicts: readonly Verdict[], again: (fault: string) => string): string[] {
  return verdicts.flatMap(({ fault, lost, duplicated, wrongTime }) =>
    [...lost, ...duplicated, ...wrongTime].map((what) => `${fault}: ${what}\n  ${again(fault)}`),
  );
}

/** How many readings of candidates' clocks were judged, and how many the suite was too late for. */
export function samplesLine(verdicts: readonly Verdict[]): string {
  const judged = verdicts.reduce((sum, { samples }) => sum + samples, 0);
  const discarded = verdicts.reduce((sum, one) => sum + one.discarded, 0);
  return `${judged} readings of candidates' clocks judged, ${discarded} left out because the suite itself was late`;
}
