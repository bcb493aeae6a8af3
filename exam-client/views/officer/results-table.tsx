import type { SittingResults } from "@kaochang/exam-server/protocol/http.ts";
import { Input, Table } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import { arrange, arrangementOf, bySeat } from "./arrange.ts";
import { ExportButtons } from "./export-buttons.tsx";
import { exportRows } from "./export-rows.ts";
import { forTable, resultColumns } from "./result-columns.tsx";
import styles from "./results-page.module.css";
import { matching } from "./search.ts";
import { areasOf } from "./summary.ts";

interface ToolsProps {
  typed: string;
  type: (text: string) => void;
  shown: number;
  all: number;
  files: ReactNode;
}

function Tools({ typed, type, shown, all, files }: ToolsProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.tools}>
      <Input
        aria-label={t("results.search")}
        placeholder={t("results.search")}
        value={typed}
        onChange={(event) => type(event.target.value)}
        style={{ width: 260 }}
      />
      <span role="status">{t("results.shown", { shown, all })}</span>
      {files}
    </div>
  );
}

interface TableProps {
  results: SittingResults;
  open: (attempt: string) => void;
}

/** Sorts, filters, searches, and saves what it then shows. */
export function ResultsTable({ results, open }: TableProps) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const [arrangement, setArrangement] = useState(bySeat);
  const areas = useMemo(() => areasOf(results.results), [results]);
  const found = useMemo(() => matching(results.results, typed), [results, typed]);
  const columns = resultColumns(areas, open, t);
  const shown = arrange(found, columns, arrangement);
  const files = (
    <ExportButtons
      name={`${results.sitting.title} ${t("results.file")}`}
      rows={() => exportRows(shown, areas, t)}
      disabled={shown.length === 0}
    />
  );
  return (
    <section aria-label={t("results.table")}>
      <Tools typed={typed} type={setTyped} shown={shown.length} all={results.results.length} files={files} />
      <Table
        size="small"
        rowKey="attempt"
        columns={forTable(columns, results.results)}
        dataSource={found}
        onChange={(_page, filters, sorter) => setArrangement(arrangementOf(filters, sorter))}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 660 + areas.length * 95 }}
        tableLayout="fixed"
        showSorterTooltip={false}
      />
    </section>
  );
}
