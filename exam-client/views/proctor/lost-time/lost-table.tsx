import type { SeatLostTime } from "@kaochang/exam-server/protocol/ledger.ts";
import { Button, Table, type TableColumnsType } from "antd";
import { useSpeech, type Words } from "../../staff/i18n/words.ts";
import { lostText, minutesOf } from "./lost-text.ts";
import styles from "./lost-time.module.css";

function What({ seat, t }: { seat: SeatLostTime; t: Words }) {
  return (
    <ul className={styles.spans}>
      {seat.spans.map((span) => (
        <li key={span.fromWall}>{lostText(span, t).join(t("lost.then"))}</li>
      ))}
      {seat.apart && <li className={styles.apart}>{t("lost.apart")}</li>}
    </ul>
  );
}

interface TableProps {
  seats: SeatLostTime[];
  busy: boolean;
  grant: (seat: SeatLostTime) => void;
}

function Grant({ seat, busy, grant }: { seat: SeatLostTime } & Omit<TableProps, "seats">) {
  const { t } = useSpeech();
  if (seat.over) return <span className={styles.quiet}>{t("lost.over")}</span>;
  if (seat.proposed === 0) return null;
  const minutes = minutesOf(seat.proposed);
  return (
    <Button
      size="small"
      type="primary"
      disabled={busy}
      aria-label={`${t("live.seat", { seat: seat.seat })} ${t("lost.grant", { minutes })}`}
      onClick={() => grant(seat)}
    >
      {t("lost.grant", { minutes })}
    </Button>
  );
}

function columns({ busy, grant }: Omit<TableProps, "seats">, t: Words): TableColumnsType<SeatLostTime> {
  const minutes = (ms: number) => t("lost.minutes", { minutes: minutesOf(ms) });
  return [
    {
      title: t("lost.seat"),
      key: "seat",
      width: 130,
      render: (_, { seat, name }) => `${t("live.seat", { seat })} ${name}`,
    },
    { title: t("lost.what"), key: "what", render: (_, seat) => <What seat={seat} t={t} /> },
    { title: t("lost.lost"), dataIndex: "lost", width: 90, align: "right", render: minutes },
    { title: t("lost.credited"), dataIndex: "credited", width: 90, align: "right", render: minutes },
    {
      title: t("lost.proposed"),
      key: "proposed",
      width: 110,
      align: "right",
      render: (_, { proposed, limited }) => (
        <>
          <b>{minutes(proposed)}</b> {limited && <small>{t("lost.limited")}</small>}
        </>
      ),
    },
    {
      title: <span className={styles.hidden}>{t("lost.act")}</span>,
      key: "grant",
      width: 130,
      render: (_, seat) => <Grant seat={seat} busy={busy} grant={grant} />,
    },
  ];
}

/** One room's seats with what they lost and what is proposed. */
export function LostTable({ seats, ...acts }: TableProps) {
  const { t } = useSpeech();
  return (
    <Table<SeatLostTime>
      size="small"
      rowKey="attempt"
      columns={columns(acts, t)}
      dataSource={seats}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
    />
  );
}
