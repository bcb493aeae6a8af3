import type { CandidateResult, SittingResults } from "@kaochang/exam-server/protocol/http.ts";
import { Button, Input, Table } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import { toCsv } from "./csv.ts";
import { exportRows } from "./export-rows.ts";
import { resultColumns } from "./result-columns.tsx";
import styles from "./results-page.module.css";
import { saveFile } from "./save-file.ts";
import { matching } from "./search.ts";
import { areasOf } from "./summary.ts";

interface ToolsProps {
  typed: string;
  type: (text: string) => void;
  shown: number;
  all: number;
  save: () => void;
}

function Tools({ typed, type, shown, all, save }: ToolsProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.tools}>
      <Input
        allowClear
        aria-label={t("results.search")}
        placeholder={t("results.search")}
        value={typed}
        onChange={(event) => type(event.target.value)}
        style={{ width: 260 }}
      />
      <span role="status">{t("results.shown", { shown, all })}</span>
      <Button onClick={save} disabled={shown === 0}>
        {t("results.export")}
      </Button>
    </div>
  );
}

interface TableProps {
  results: SittingResults;
  open: (attempt: string) => void;
}

/** antd sorts and filters; what it shows is kept, because the export is of what is shown. */
function useShown(found: readonly CandidateResult[]) {
  const [shown, setShown] = useState<readonly CandidateResult[]>(found);
  const arranged = useRef(false);
  useEffect(() => {
    if (!arranged.current) setShown(found);
  }, [found]);
  return { shown, setShown };
}

export function ResultsTable({ results, open }: TableProps) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const found = useMemo(() => matching(results.results, typed), [results, typed]);
  const areas = useMemo(() => areasOf(results.results), [results]);
  const { shown, setShown } = useShown(found);
  const save = () =>
    saveFile(`${results.sitting.title} ${t("results.file")}.csv`, toCsv(exportRows(shown, areas, t)), "text/csv");
  return (
    <section aria-label={t("results.table")}>
      <Tools typed={typed} type={setTyped} shown={shown.length} all={results.results.length} save={save} />
      <Table
        size="small"
        rowKey="attempt"
        columns={resultColumns(results.results, areas, open, t)}
        dataSource={found}
        onChange={(_page, _filters, _sorter, { currentDataSource }) => setShown(currentDataSource)}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: "max-content" }}
        showSorterTooltip={false}
      />
    </section>
  );
}
