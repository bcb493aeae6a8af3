import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { type ClockOffset, examNow } from "../staff/exam-clock.ts";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import { palette } from "../staff/palette.ts";
import { roomName } from "../staff/room-name.ts";
import { type Need, whoNeedsMe } from "./needs.ts";
import styles from "./needs-column.module.css";
import { roomStart } from "./room-time.ts";
import { spanText } from "./span-text.ts";
import { readiness } from "./start-count.ts";
import { StateShape } from "./state-shape.tsx";
import { tally } from "./tally.ts";
import { useMonotonic } from "./use-monotonic.ts";

/** More seat labels than these no longer help to find them. */
const labelsShown = 8;

function groupText(seats: Need["seats"], t: Words): string {
  const [first] = seats;
  const labels = seats.slice(0, labelsShown).map(({ seat }) => seat);
  const more = seats.length > labelsShown ? "…" : "";
  return t("needs.seats", { room: roomName(t, first.room), seats: labels.join(t("needs.comma")) + more });
}

/** The room is said only where there are several. */
function whoText({ cause, seats }: Need, manyRooms: boolean, t: Words): string {
  const [first] = seats;
  const room = manyRooms ? `${roomName(t, first.room)} ` : "";
  if (seats.length > 1 && cause === "missing")
    return `${room}${t("needs.missingMany", { count: seats.length })}`;
  if (seats.length > 1) return groupText(seats, t);
  return `${room}${t("live.seat", { seat: first.seat })} ${first.name}`;
}

function causeText({ cause, seats }: Need, t: Words): string {
  if (cause === "quarantined") return t("needs.quarantined", { count: seats[0].quarantined });
  if (cause === "missing" && seats.length > 1) return groupText(seats, t);
  if (seats.length > 1) return t("needs.together", { count: seats.length });
  return t(`needs.${cause}`);
}

function toDo({ cause, seats }: Need, t: Words): string {
  return t(cause === "offline" && seats.length > 1 ? "needs.do.together" : `needs.do.${cause}`);
}

const sign = "M8 1.5 15 14H1ZM7.2 6v4h1.6V6Zm0 5v1.5h1.6V11Z";

function Shape({ cause }: { cause: Need["cause"] }) {
  if (cause === "offline") return <StateShape state="offline" />;
  if (cause === "missing") return <StateShape state="not-arrived" />;
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path d={sign} fill={cause === "quarantined" ? palette.warn : palette.alarm} fillRule="evenodd" />
    </svg>
  );
}

type Choose = (attempt: string, cause: Need["cause"]) => void;

interface ItemProps {
  need: Need;
  now: number | null;
  manyRooms: boolean;
  choose: Choose;
}

function Item({ need, now, manyRooms, choose }: ItemProps) {
  const { t } = useSpeech();
  const lasted = now === null || need.since === null ? null : spanText(now - need.since, t);
  return (
    <li>
      <button
        type="button"
        className={styles.need}
        data-cause={need.cause}
        onClick={() => choose(need.seats[0].attempt, need.cause)}
      >
        <b>{whoText(need, manyRooms, t)}</b>
        <span className={styles.cause}>
          <Shape cause={need.cause} /> {causeText(need, t)} {lasted && t("needs.for", { span: lasted })}
        </span>
        <span className={styles.todo}>{toDo(need, t)}</span>
      </button>
    </li>
  );
}

function Calm({ seats, phase }: { seats: readonly BoardSeat[]; phase: SittingSummary["phase"] }) {
  const { t } = useSpeech();
  const counts = tally(seats);
  const words = {
    prepared: () => t("needs.calmPrepared", { parts: readiness(seats, t) }),
    running: () => t("needs.calmRunning", { answering: counts.answering }),
    closed: () =>
      t("needs.calmClosed", { closed: counts["handed-in"] + counts["time-up"], absent: counts.absent }),
  };
  return <p className={styles.calm}>{words[phase]()}</p>;
}

interface ColumnProps {
  sitting: SittingSummary;
  seats: readonly BoardSeat[];
  clock: ClockOffset | null;
  choose: Choose;
}

/** One question answered at a glance: who needs me now? */
export function NeedsColumn({ sitting, seats, clock, choose }: ColumnProps) {
  const { t } = useSpeech();
  const monotonic = useMonotonic();
  const now = clock && examNow(clock, monotonic);
  const manyRooms = new Set(seats.map((seat) => seat.room)).size > 1;
  const needs = whoNeedsMe(seats, sitting.phase, roomStart(seats, sitting));
  return (
    <section className={styles.column} aria-labelledby="needs-title">
      <h2 id="needs-title">
        {t("needs.title")} {needs.length > 0 && <small>{t("needs.count", { count: needs.length })}</small>}
      </h2>
      {needs.length === 0 && <Calm seats={seats} phase={sitting.phase} />}
      <ul>
        {needs.map((need) => (
          <Item
            key={`${need.cause} ${need.seats[0].attempt}`}
            need={need}
            now={now}
            manyRooms={manyRooms}
            choose={choose}
          />
        ))}
      </ul>
    </section>
  );
}
