import type { AreaScore, CandidateResult } from "@kaochang/exam-server/protocol/http.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";
import { Button, type TableColumnsType } from "antd";
import type { Words } from "../staff/i18n/words.ts";
import { pointsText } from "./points-text.ts";
import { Verdict } from "./verdict.tsx";

type Column = TableColumnsType<CandidateResult>[number];

const label = new Intl.Collator("zh-CN", { numeric: true });
/** Who has no score stands below every score. */
const scoreOf = (points: Hundredths | null | undefined) => points ?? -1;
const areaOf = (result: CandidateResult, code: string) => result.areas.find((area) => area.code === code);

function areaColumn(area: AreaScore, t: Words): Column {
  return {
    key: area.code,
    align: "right",
    width: 96,
    title: (
      <>
        {area.title}
        <br />
        <small>{t("column.max", { max: pointsText(area.max) })}</small>
      </>
    ),
    render: (_, result) => {
      const score = areaOf(result, area.code);
      return score === undefined ? "—" : `${pointsText(score.earned)}/${pointsText(score.max)}`;
    },
    sorter: (a, b) => scoreOf(areaOf(a, area.code)?.earned) - scoreOf(areaOf(b, area.code)?.earned),
  };
}

function choices<T extends string>(values: readonly T[], word: (value: T) => string) {
  return [...new Set(values)].sort().map((value) => ({ text: word(value), value }));
}

function whoColumns(results: readonly CandidateResult[], open: (attempt: string) => void, t: Words): Column[] {
  const name = (result: CandidateResult) => (
    <Button
      type="link"
      size="small"
      style={{ padding: 0 }}
      aria-label={t("results.openDetails", { name: result.name })}
      onClick={() => open(result.attempt)}
    >
      {result.name}
    </Button>
  );
  return [
    {
      title: t("column.room"),
      dataIndex: "room",
      width: 76,
      filters: choices(results.map((result) => result.room), String),
      onFilter: (value, result) => result.room === value,
    },
    {
      title: t("column.seat"),
      dataIndex: "seat",
      width: 72,
      sorter: (a, b) => label.compare(a.room, b.room) || label.compare(a.seat, b.seat),
      defaultSortOrder: "ascend",
    },
    {
      title: t("column.admissionNumber"),
      dataIndex: "admissionNumber",
      width: 130,
      sorter: (a, b) => label.compare(a.admissionNumber, b.admissionNumber),
    },
    {
      title: t("column.name"),
      key: "name",
      width: 100,
      render: (_, result) => name(result),
      sorter: (a, b) => label.compare(a.name, b.name),
    },
  ];
}

const verdictOf = ({ passed }: CandidateResult) =>
  passed === null ? "verdict.none" : passed ? "verdict.passed" : "verdict.failed";

function outcomeColumns(results: readonly CandidateResult[], t: Words): Column[] {
  return [
    {
      title: t("column.state"),
      key: "state",
      width: 92,
      render: (_, result) => t(`result.${result.state}`),
      filters: choices(results.map((result) => result.state), (state) => t(`result.${state}`)),
      onFilter: (value, result) => result.state === value,
    },
    {
      title: t("column.total"),
      key: "total",
      align: "right",
      width: 84,
      render: (_, { total }) => (total === null ? "—" : <b>{pointsText(total)}</b>),
      sorter: (a, b) => scoreOf(a.total) - scoreOf(b.total),
    },
    {
      title: t("column.verdict"),
      key: "verdict",
      width: 92,
      render: (_, result) => <Verdict result={result} />,
      filters: choices(results.map(verdictOf), t),
      onFilter: (value, result) => verdictOf(result) === value,
    },
  ];
}

export function resultColumns(
  results: readonly CandidateResult[],
  areas: readonly AreaScore[],
  open: (attempt: string) => void,
  t: Words,
): Column[] {
  return [
    ...whoColumns(results, open, t),
    ...outcomeColumns(results, t),
    ...areas.map((area) => areaColumn(area, t)),
  ];
}
