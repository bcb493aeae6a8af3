import type { PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Input, Popconfirm, Table, type TableColumnsType } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { filterChoices } from "../../staff/filter-choices.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { type Arrangement, arrange, arrangementOf } from "../arrange.ts";
import { ExportButtons } from "../export-buttons.tsx";
import { CandidateDrawer } from "./candidate-drawer.tsx";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { photoPath, removeCandidates } from "./plan-http.ts";
import { type RosterColumn, rosterColumns, rosterMatching, rosterRows } from "./roster-columns.tsx";
import { useChange } from "./use-change.ts";

const asWritten: Arrangement = { filters: {}, sort: null };

function forTable(column: RosterColumn, candidates: readonly PlanCandidate[]) {
  const { key, title, width, right, cell, show, compare, groupOf, word } = column;
  return {
    key,
    title,
    width,
    align: right ? ("right" as const) : ("left" as const),
    render: (_: unknown, candidate: PlanCandidate) => (show ?? cell)(candidate),
    ...(compare && { sorter: compare }),
    ...(groupOf && word && filterChoices({ title, rows: candidates, groupOf, word })),
  };
}

function Photo({ candidate }: { candidate: PlanCandidate }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  if (candidate.photo === null) return <small className={styles.quiet}>{t("plan.none")}</small>;
  return (
    <img
      className={styles.photo}
      src={photoPath(plan.id, candidate.photo)}
      alt={t("roster.photoOf", { name: candidate.name })}
      loading="lazy"
    />
  );
}

function Remove({ chosen, removed }: { chosen: string[]; removed: () => void }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const change = useChange(
    () => removeCandidates(plan, chosen),
    (reply) => {
      take(reply.plan);
      removed();
    },
  );
  return (
    <>
      <Popconfirm
        title={t("roster.askRemove", { count: chosen.length })}
        description={t("roster.removeEffect")}
        okText={t("roster.remove")}
        onConfirm={change.run}
      >
        <Button disabled={chosen.length === 0} loading={change.busy}>
          {t("roster.removeChosen", { count: chosen.length })}
        </Button>
      </Popconfirm>
      <ChangeNotice change={change} take={take} />
    </>
  );
}

interface ToolsProps {
  typed: string;
  type: (text: string) => void;
  shown: number;
  all: number;
  files: ReactNode;
  add: () => void;
}

function Tools({ typed, type, shown, all, files, add }: ToolsProps) {
  const { t } = useSpeech();
  return (
    <>
      <Input
        aria-label={t("roster.search")}
        placeholder={t("roster.search")}
        value={typed}
        onChange={({ target }) => type(target.value)}
        style={{ width: 240 }}
      />
      <span role="status">{t("results.shown", { shown, all })}</span>
      <span className={styles.rest} />
      <Button onClick={add}>{t("roster.add")}</Button>
      {files}
    </>
  );
}

/** Searches, filters, sorts, exports what it shows, and opens one row to be changed. */
export function RosterTable({ candidates }: { candidates: readonly PlanCandidate[] }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const [typed, setTyped] = useState("");
  const [arrangement, setArrangement] = useState(asWritten);
  const [editing, setEditing] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const found = useMemo(() => rosterMatching(candidates, typed), [candidates, typed]);
  const columns = rosterColumns(plan, t);
  const shown = arrange(found, columns, arrangement);
  const files = (
    <ExportButtons
      name={`${plan.title} ${t("roster.heading")}`}
      rows={() => rosterRows(columns, shown)}
      disabled={shown.length === 0}
    />
  );
  const all: TableColumnsType<PlanCandidate> = [
    { key: "photo", title: t("roster.photo"), width: 64, render: (_, one) => <Photo candidate={one} /> },
    ...columns.map((column) => forTable(column, candidates)),
    {
      key: "acts",
      title: t("plan.acts"),
      width: 80,
      fixed: "right",
      render: (_, { id, name }) => (
        <Button size="small" onClick={() => setEditing(id)} aria-label={t("roster.editOf", { name })}>
          {t("plan.edit")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <div className={styles.tools}>
        <Tools
          typed={typed}
          type={setTyped}
          shown={shown.length}
          all={candidates.length}
          files={files}
          add={() => setEditing("new")}
        />
        <Button onClick={() => setChosen(shown.map(({ id }) => id))} disabled={shown.length === 0}>
          {t("roster.chooseShown")}
        </Button>
        <Remove chosen={chosen} removed={() => setChosen([])} />
      </div>
      <Table
        size="small"
        rowKey="id"
        columns={all}
        dataSource={found}
        rowSelection={{
          selectedRowKeys: chosen,
          onChange: (keys) => setChosen(keys.map(String)),
          // A word and no box: antd measures its columns by a hidden copy of the headings, where Tab would find it.
          columnTitle: t("roster.chosen"),
          columnWidth: 56,
          getCheckboxProps: ({ name }) => ({ "aria-label": t("roster.choose", { name }) }),
        }}
        onChange={(_page, filters, sorter) => setArrangement(arrangementOf(filters, sorter))}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 900 + plan.sittings.length * 150 }}
        tableLayout="fixed"
        showSorterTooltip={false}
        locale={{ emptyText: t("roster.empty") }}
      />
      {editing !== null && (
        <CandidateDrawer
          key={editing}
          candidate={candidates.find(({ id }) => id === editing) ?? null}
          close={() => setEditing(null)}
        />
      )}
    </>
  );
}
