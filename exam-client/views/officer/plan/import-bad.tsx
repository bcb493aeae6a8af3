import type { BadCell, ImportPreview } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Table, type TableColumnsType } from "antd";
import { useSpeech, type Words } from "../../staff/i18n/words.ts";
import { toCsv } from "../csv.ts";
import { csvFile, saveFile } from "../save-file.ts";
import styles from "./plan.module.css";

/** As the protocol says; a file with more faults is the wrong file. */
const mostListed = 2000;

function badRows(bad: readonly BadCell[], t: Words) {
  const header = [t("import.row"), t("import.cell"), t("import.why")];
  return [header, ...bad.map(({ row, cell, sentence }) => [row, cell, sentence])];
}

/** Every bad row with its cell and a sentence, and the same as a file. */
export function BadRows({ preview }: { preview: ImportPreview }) {
  const { t } = useSpeech();
  const save = () =>
    saveFile(t("import.badFile", { file: preview.file }), csvFile(toCsv(badRows(preview.bad, t))));
  const columns: TableColumnsType<BadCell> = [
    { title: t("import.row"), dataIndex: "row", width: 80, sorter: (a, b) => a.row - b.row },
    { title: t("import.cell"), dataIndex: "cell", width: 80 },
    { title: t("import.why"), dataIndex: "sentence" },
  ];
  return (
    <>
      <div className={styles.heading}>
        <h3>{t("import.badHeading", { count: preview.badRows })}</h3>
        <Button size="small" onClick={save}>
          {t("import.exportBad")}
        </Button>
      </div>
      {preview.bad.length >= mostListed && <p>{t("import.badCut", { count: mostListed })}</p>}
      <Table
        size="small"
        rowKey={({ cell, sentence }) => `${cell} ${sentence}`}
        columns={columns}
        dataSource={preview.bad}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        showSorterTooltip={false}
      />
    </>
  );
}
