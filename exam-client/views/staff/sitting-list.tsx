import type { Role } from "@kaochang/exam-server/protocol/http.ts";
import type { SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Table, type TableColumnsType } from "antd";
import { momentWords } from "../officer/plan/window-words.ts";
import { wallText } from "./durations.ts";
import { Failure } from "./failure.tsx";
import { fetchSittings } from "./http.ts";
import { type Speech, useSpeech } from "./i18n/words.ts";
import { Link } from "./link.tsx";
import { sittingPath } from "./route.ts";
import styles from "./sitting-list.module.css";
import { PhaseWord, PracticeTag } from "./sitting-title.tsx";
import { useExpiry } from "./use-expiry.ts";
import { useLoaded } from "./use-loaded.ts";

const refreshMs = 15_000;
/** Enough of an id to tell sittings of one title apart. */
const shortId = 8;

function columns(role: Role, { t, language }: Speech): TableColumnsType<SittingSummary> {
  const path = (sitting: SittingSummary) => sittingPath(role, sitting.id);
  const titled = (sitting: SittingSummary) => (
    <>
      <Link to={path(sitting)}>{sitting.title}</Link> <PracticeTag sitting={sitting} />
    </>
  );
  const started = (at: number | null) => (at === null ? t("list.notStarted") : wallText(at, language));
  return [
    { title: t("list.sitting"), key: "title", render: (_, sitting) => titled(sitting) },
    { title: t("list.id"), dataIndex: "id", render: (id: string) => <code>{id.slice(0, shortId)}</code> },
    { title: t("list.phase"), dataIndex: "phase", render: (phase) => <PhaseWord phase={phase} /> },
    {
      title: t("list.candidates"),
      dataIndex: "candidates",
      align: "right",
      render: (count) => t("list.people", { count }),
    },
    {
      title: t("list.minutes"),
      dataIndex: "minutes",
      align: "right",
      render: (count) => t("list.minutesOf", { count }),
    },
    {
      title: t("list.planned"),
      dataIndex: "begins",
      render: (begins: string | null) => (begins === null ? t("plan.none") : momentWords(begins)),
    },
    { title: t("list.started"), dataIndex: "startedAt", render: started },
  ];
}

function newestFirst(sittings: readonly SittingSummary[]): SittingSummary[] {
  return [...sittings].sort((a, b) => b.preparedAt - a.preparedAt);
}

/** The sittings that this role may open. */
export function SittingListPage({ role }: { role: Role }) {
  const speech = useSpeech();
  const { value, failure, reload } = useLoaded(fetchSittings, refreshMs);
  useExpiry(failure);
  return (
    <div className={styles.page}>
      <h1>{speech.t(role === "proctor" ? "list.proctor" : "list.officer")}</h1>
      {failure && <Failure code={failure} retry={reload} />}
      <Table
        rowKey="id"
        columns={columns(role, speech)}
        dataSource={newestFirst(value?.sittings ?? [])}
        loading={value === null && failure === null}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: speech.t("list.empty") }}
      />
    </div>
  );
}
