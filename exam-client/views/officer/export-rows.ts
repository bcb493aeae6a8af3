import type { AreaScore, CandidateResult } from "@kaochang/exam-server/protocol/http.ts";
import { toPoints } from "@kaochang/question-bank/points.ts";
import type { Words } from "../staff/i18n/words.ts";
import { verdictOf } from "./absent.ts";
import type { Cell } from "./csv.ts";
import { pointsText } from "./points-text.ts";

function header(areas: readonly AreaScore[], t: Words): string[] {
  const fixed = [
    t("column.room"),
    t("column.seat"),
    t("column.admissionNumber"),
    t("column.name"),
    t("column.state"),
    t("column.total"),
    t("column.verdict"),
  ];
  return [
    ...fixed,
    ...areas.map((area) => t("column.areaOf", { title: area.title, max: pointsText(area.max) })),
  ];
}

function verdict(result: CandidateResult, t: Words): string | null {
  return result.passed === null && result.state !== "absent" ? null : t(verdictOf(result));
}

function row(result: CandidateResult, areas: readonly AreaScore[], t: Words): Cell[] {
  const earned = new Map(result.areas.map((area) => [area.code, toPoints(area.earned)]));
  // A dash says that there will be no score; an empty cell, that there is none yet.
  const none = result.state === "absent" ? "—" : null;
  return [
    result.room,
    result.seat,
    result.admissionNumber,
    result.name,
    t(`result.${result.state}`),
    result.total === null ? none : toPoints(result.total),
    verdict(result, t),
    ...areas.map((area) => earned.get(area.code) ?? none),
  ];
}

/** The table as it is shown: its rows in its order, points as numbers, a heading first. */
export function exportRows(
  shown: readonly CandidateResult[],
  areas: readonly AreaScore[],
  t: Words,
): Cell[][] {
  return [header(areas, t), ...shown.map((result) => row(result, areas, t))];
}
