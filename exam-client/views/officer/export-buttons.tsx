import { Button } from "antd";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import { type Cell, toCsv } from "./csv.ts";
import { useAct } from "./plan/use-act.ts";
import { csvFile, saveFile } from "./save-file.ts";
import { makeWorkbook } from "./workbook-http.ts";

interface Props {
  /** The file's name without its ending. */
  name: string;
  /** Made only when it is asked for, because a table changes with every key. */
  rows: () => readonly (readonly Cell[])[];
  disabled: boolean;
}

/** What a table shows as a file: a workbook for people, CSV for programs. */
export function ExportButtons({ name, rows, disabled }: Props) {
  const { t } = useSpeech();
  const { busy, failure, run } = useAct(
    () => makeWorkbook(rows()),
    ({ file }) => saveFile(`${name}.xlsx`, file),
  );
  const csv = () => saveFile(`${name}.csv`, csvFile(toCsv(rows())));
  return (
    <>
      <Button onClick={() => run()} loading={busy} disabled={disabled}>
        {t("results.exportBook")}
      </Button>
      <Button onClick={csv} disabled={disabled}>
        {t("results.export")}
      </Button>
      {failure && <Failure code={failure} />}
    </>
  );
}
