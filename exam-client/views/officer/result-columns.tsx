import type { AreaScore, CandidateResult } from "@kaochang/exam-server/protocol/http.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";
import { Button, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { filterChoices } from "../staff/filter-choices.tsx";
import type { Words } from "../staff/i18n/words.ts";
import { verdictOf } from "./absent.ts";
import type { Arrangeable } from "./arrange.ts";
import { pointsText } from "./points-text.ts";
import { Verdict } from "./verdict.tsx";

export interface ResultColumn extends Arrangeable {
  title: ReactNode;
  width: number;
  right?: true;
  cell: (result: CandidateResult) => ReactNode;
  /** How a filtered value is called. */
  word?: (value: string) => string;
}

const label = new Intl.Collator("zh-CN", { numeric: true });
/** Who has no score stands below every score. */
const scoreOf = (points: Hundredths | null | undefined) => points ?? -1;
const areaOf = (result: CandidateResult, code: string) => result.areas.find((area) => area.code === code);

function whoColumns(name: ResultColumn["cell"], t: Words): ResultColumn[] {
  return [
    {
      key: "room",
      title: t("column.room"),
      width: 92,
      cell: ({ room }) => room,
      groupOf: ({ room }) => room,
      word: String,
    },
    {
      key: "seat",
      title: t("column.seat"),
      width: 68,
      cell: ({ seat }) => seat,
      compare: (a, b) => label.compare(a.room, b.room) || label.compare(a.seat, b.seat),
    },
    {
      key: "admissionNumber",
      title: t("column.admissionNumber"),
      width: 136,
      cell: ({ admissionNumber }) => admissionNumber,
      compare: (a, b) => label.compare(a.admissionNumber, b.admissionNumber),
    },
    {
      key: "name",
      title: t("column.name"),
      width: 88,
      cell: name,
      compare: (a, b) => label.compare(a.name, b.name),
    },
  ];
}

function outcomeColumns(t: Words): ResultColumn[] {
  return [
    {
      key: "state",
      title: t("column.state"),
      width: 92,
      cell: ({ state }) => t(`result.${state}`),
      groupOf: ({ state }) => state,
      word: (state) => t(`result.${state as CandidateResult["state"]}`),
    },
    {
      key: "total",
      title: t("column.total"),
      width: 76,
      right: true,
      cell: ({ total }) => (total === null ? "—" : <b>{pointsText(total)}</b>),
      compare: (a, b) => scoreOf(a.total) - scoreOf(b.total),
    },
    {
      key: "verdict",
      title: t("column.verdict"),
      width: 92,
      cell: (result) => <Verdict result={result} />,
      groupOf: verdictOf,
      word: (verdict) => t(verdict as ReturnType<typeof verdictOf>),
    },
  ];
}

function areaColumn(area: AreaScore, t: Words): ResultColumn {
  return {
    key: `area ${area.code}`,
    title: (
      <>
        {area.title}{" "}
        <small style={{ whiteSpace: "nowrap" }}>{t("column.max", { max: pointsText(area.max) })}</small>
      </>
    ),
    width: 95,
    right: true,
    cell: (result) => {
      const score = areaOf(result, area.code);
      return score === undefined ? "—" : `${pointsText(score.earned)}/${pointsText(score.max)}`;
    },
    compare: (a, b) => scoreOf(areaOf(a, area.code)?.earned) - scoreOf(areaOf(b, area.code)?.earned),
  };
}

/** Long names break instead of running into the next column. */
const wrapping = { height: "auto", padding: 0, textAlign: "left", whiteSpace: "normal" } as const;

/** The columns of the results; `open` is called with an attempt id when a name is pressed. */
export function resultColumns(
  areas: readonly AreaScore[],
  open: (attempt: string) => void,
  t: Words,
): ResultColumn[] {
  const name = (result: CandidateResult) => (
    <Button type="link" size="small" style={wrapping} onClick={() => open(result.attempt)}>
      {result.name}
    </Button>
  );
  return [...whoColumns(name, t), ...outcomeColumns(t), ...areas.map((area) => areaColumn(area, t))];
}

function filtering({ title, groupOf, word }: ResultColumn, rows: readonly CandidateResult[]) {
  if (!groupOf || !word) return {};
  return filterChoices({ title: String(title), rows, groupOf, word });
}

/** The same columns as antd's table wants them. */
export function forTable(
  columns: readonly ResultColumn[],
  results: readonly CandidateResult[],
): TableColumnsType<CandidateResult> {
  return columns.map((column) => ({
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.right ? "right" : "left",
    render: (_: unknown, result: CandidateResult) => column.cell(result),
    ...filtering(column, results),
    ...(column.compare && { sorter: column.compare }),
    ...(column.key === "seat" && { defaultSortOrder: "ascend" as const }),
  }));
}
