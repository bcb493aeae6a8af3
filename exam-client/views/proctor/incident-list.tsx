import type { Incident } from "@kaochang/exam-server/protocol/incidents.ts";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Button } from "antd";
import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { categoryWord } from "../staff/category-word.ts";
import { wallText } from "../staff/durations.ts";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import styles from "./act-panel.module.css";
import { Reasons } from "./chips.tsx";
import { incidentsFor } from "./incidents-for.ts";
import type { Board } from "./use-board.ts";
import type { Target } from "./wish.ts";

interface ListProps {
  board: Board;
  /** Of the sitting, as far as this proctor may read them. */
  incidents: readonly Incident[];
  target: Target;
  /** The seat whose incidents are told; undefined: those of the rooms that are shown, which name no seat. */
  about: BoardSeat | undefined;
  manyRooms: boolean;
}

const withdrawReasons = ["withdraw.mistaken", "withdraw.seat", "withdraw.unproven"] as const;

interface WithdrawProps {
  board: Board;
  incident: Incident;
  close: () => void;
}

/** 撤销: asks for the reason, which stands on the record beside what was struck out. */
function Withdraw({ board, incident, close }: WithdrawProps) {
  const { t } = useSpeech();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const withdraw = async (reason: string) => {
    const { attempt, number } = incident;
    const room = attempt === null ? incident.room : null;
    const sitting = board.store.getState().sitting?.id ?? "";
    setBusy(true);
    const reply = await board.request("withdraw-incident", { sitting, attempt, room, number, reason });
    setBusy(false);
    if (reply.ok) close();
    else setFailure(reply.code);
  };
  return (
    <>
      {failure && <Failure code={failure} />}
      <Reasons reasons={withdrawReasons} busy={busy} done={(reason) => void withdraw(reason)} />
      <Button size="small" style={{ justifySelf: "start" }} onClick={close}>
        {t("acts.back")}
      </Button>
    </>
  );
}

interface ItemProps {
  board: Board;
  incident: Incident;
  manyRooms: boolean;
}

function Item({ board, incident, manyRooms }: ItemProps) {
  const { t, language } = useSpeech();
  const [asking, setAsking] = useState(false);
  const { kind, text, by, wall, attempt, room, withdrawn } = incident;
  const category = categoryWord(incident, t);
  const about = { act: t(`kind.${kind}`), category };
  return (
    <li data-withdrawn={withdrawn !== null}>
      <div>
        <b>{t("deed.incident", about)}</b> {manyRooms && attempt === null && room && roomName(t, room)}{" "}
        {text !== category && text} <small>{`${wallText(wall, language)} ${by}`}</small>
      </div>
      {withdrawn && <small>{t("incident.withdrawn", withdrawn)}</small>}
      {!withdrawn && !asking && (
        <Button size="small" style={{ justifySelf: "start" }} onClick={() => setAsking(true)}>
          {t("incident.withdrawThis")}
        </Button>
      )}
      {asking && !withdrawn && <Withdraw board={board} incident={incident} close={() => setAsking(false)} />}
    </li>
  );
}

/** What was written down of one seat, or of the rooms; what was a mistake is withdrawn here. */
export function IncidentList({ board, incidents, target, about, manyRooms }: ListProps) {
  const { t } = useSpeech();
  const shown = incidentsFor(incidents, about?.attempt ?? null, target.room);
  if (shown.length === 0) return null;
  return (
    <section className={styles.notes} aria-labelledby="incident-list">
      <h3 id="incident-list">{t("incident.list")}</h3>
      <ol className={styles.incidents}>
        {shown.map((incident) => (
          <Item
            key={`${incident.attempt} ${incident.number}`}
            board={board}
            incident={incident}
            manyRooms={manyRooms}
          />
        ))}
      </ol>
    </section>
  );
}
