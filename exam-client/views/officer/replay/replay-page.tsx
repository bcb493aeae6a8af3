import type { Replay } from "@kaochang/exam-server/protocol/replay.ts";
import { useCallback, useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { fetchReplay } from "../../staff/ledger-http.ts";
import { Link } from "../../staff/link.tsx";
import { Closed } from "../../staff/notice.tsx";
import { roomName } from "../../staff/room-name.ts";
import { sittingPath } from "../../staff/route.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { Player } from "./player.tsx";
import styles from "./replay.module.css";

function Header({ replay }: { replay: Replay }) {
  const { t } = useSpeech();
  const { sitting, name, admissionNumber, seats } = replay;
  const where = seats.map(({ room, seat }) => `${roomName(t, room)} ${t("live.seat", { seat })}`).join(" → ");
  const who = { name, number: admissionNumber, where };
  return (
    <header className={styles.header}>
      <Link to={sittingPath("officer", sitting.id)}>← {t("replay.back")}</Link>
      <h1>{t("replay.title")}</h1>
      <span>{sitting.title}</span>
      <span>{t("replay.who", who)}</span>
    </header>
  );
}

interface PageProps {
  sitting: string;
  attempt: string;
}

/** One attempt played back as its candidate saw it. */
export function ReplayPage({ attempt }: PageProps) {
  const { t } = useSpeech();
  const [points, setPoints] = useState(false);
  const read = useCallback(() => fetchReplay(attempt, points), [attempt, points]);
  const { value, failure, reload } = useLoaded(read);
  useExpiry(failure);
  return (
    <div className={styles.page}>
      {failure && value && <Failure code={failure} retry={reload} />}
      {failure && !value && <Closed code={failure} retry={reload} />}
      {value && <Header replay={value} />}
      {value && <Player replay={value} points={points} showPoints={setPoints} />}
      {!value && !failure && <p>{t("app.loading")}</p>}
    </div>
  );
}
