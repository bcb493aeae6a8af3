import { type GoodRow, idTypeWords } from "@kaochang/exam-server/protocol/plan.ts";
import { Table, type TableColumnsType } from "antd";
import { useCallback } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { usePlanDesk } from "./plan-desk.ts";
import { fetchImportRows } from "./plan-http.ts";

/** The first rows as they would be written, so that a wrong column is seen at a glance. */
export function GoodRows({ id }: { id: string }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const read = useCallback(() => fetchImportRows(plan.id, id), [plan.id, id]);
  const { value } = useLoaded(read);
  const places = ({ places }: GoodRow) =>
    places
      .map(({ sitting, room, seat }) =>
        [sitting, room, seat !== null && t("live.seat", { seat })].filter(Boolean).join(" "),
      )
      .join(t("needs.comma"));
  const columns: TableColumnsType<GoodRow> = [
    { title: t("import.row"), dataIndex: "row", width: 70 },
    { title: t("column.name"), dataIndex: "name" },
    {
      title: t("column.admissionNumber"),
      key: "admissionNumber",
      render: (_, { admissionNumber, generated }) =>
        generated ? t("import.generated", { number: admissionNumber }) : admissionNumber,
    },
    {
      title: t("roster.idType"),
      dataIndex: "idType",
      render: (type: GoodRow["idType"]) => idTypeWords[type],
    },
    { title: t("roster.idNumber"), dataIndex: "idNumber" },
    { title: t("import.places"), key: "places", render: (_, row) => places(row) },
    {
      title: t("roster.photo"),
      dataIndex: "photo",
      render: (photo: boolean) => t(photo ? "import.has" : "plan.none"),
    },
  ];
  return (
    <>
      <h3>{t("import.goodHeading", { count: value?.rows.length ?? 0 })}</h3>
      <Table
        size="small"
        rowKey="row"
        columns={columns}
        dataSource={value?.rows ?? []}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </>
  );
}
