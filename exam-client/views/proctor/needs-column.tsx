import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { memo, useState } from "react";
import { type ClockOffset, examNow } from "../staff/exam-clock.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { palette } from "../staff/palette.ts";
import { needCause, needToDo, needWho } from "./need-text.ts";
import { isForNotice, keyOf, type Need } from "./needs.ts";
import styles from "./needs-column.module.css";
import { isOver } from "./room-time.ts";
import { spanText } from "./span-text.ts";
import { isUnconfirmed, readiness } from "./start-count.ts";
import { StateShape } from "./state-shape.tsx";
import { tally } from "./tally.ts";
import { useMonotonic } from "./use-monotonic.ts";

/** Nobody reads further down before the first ones are done. */
const mostShown = 40;
const sign = "M8 1.5 15 14H1ZM7.2 6v4h1.6V6Zm0 5v1.5h1.6V11Z";

function Shape({ cause }: Pick<Need, "cause">) {
  if (cause === "offline") return <StateShape state="offline" />;
  if (cause === "undelivered") return <StateShape state="suspended" />;
  if (cause === "missing" || cause === "latecomer") return <StateShape state="not-arrived" />;
  const alarm = cause === "knocking" || cause === "unkept" || cause === "unheard";
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path d={sign} fill={alarm ? palette.alarm : palette.warn} fillRule="evenodd" />
    </svg>
  );
}

/** Since when, and what to do: draws itself each half second, what stands above does not. */
function Lasting({ need, clock }: { need: Need; clock: ClockOffset | null }) {
  const { t } = useSpeech();
  const monotonic = useMonotonic();
  const lasted = clock === null || need.since === null ? null : examNow(clock, monotonic) - need.since;
  return (
    <span className={styles.todo}>
      {lasted !== null && <b>{t("needs.for", { span: spanText(lasted, t) })}</b>} {needToDo(need, lasted, t)}
    </span>
  );
}

interface ItemProps {
  need: Need;
  clock: ClockOffset | null;
  manyRooms: boolean;
  open: (need: Need) => void;
  putAway: (key: string) => void;
  /** Whoever stands at the door, or has raised a hand, has been dealt with. */
  dismiss: (need: Need) => void;
}

function Item({ need, clock, manyRooms, open, putAway, dismiss }: ItemProps) {
  const { t } = useSpeech();
  return (
    <li className={styles.item} data-cause={need.cause}>
      <button type="button" className={styles.need} data-need onClick={() => open(need)}>
        <b>{needWho(need, manyRooms, t)}</b>
        <span className={styles.cause}>
          <Shape cause={need.cause} /> {needCause(need, t)}
        </span>
        <Lasting need={need} clock={clock} />
      </button>
      {isForNotice(need) && (
        <button type="button" className={styles.away} onClick={() => putAway(keyOf(need))}>
          {t("needs.putAway")}
        </button>
      )}
      {(need.cause === "knocking" || need.cause === "latecomer" || need.cause === "identity") && (
        <button type="button" className={styles.away} onClick={() => dismiss(need)}>
          {t("needs.dismiss")}
        </button>
      )}
    </li>
  );
}

interface CalmProps {
  seats: readonly BoardSeat[];
  phase: SittingSummary["phase"];
}

function Calm({ seats, phase }: CalmProps) {
  const { t } = useSpeech();
  const counts = tally(seats);
  const evacuated = seats.filter((seat) => seat.evacuated && !isOver(seat)).length;
  const unconfirmed = phase === "closed" ? 0 : seats.filter(isUnconfirmed).length;
  const closed = counts["handed-in"] + counts["time-up"] + counts.forced;
  const words = {
    prepared: () => t("needs.calmPrepared", { parts: readiness(seats, t) }),
    running: () => t("needs.calmRunning", { answering: counts.answering }),
    closed: () => t("needs.calmClosed", { closed, absent: counts.absent }),
  };
  if (evacuated > 0) return <p className={styles.calm}>{t("needs.evacuated", { count: evacuated })}</p>;
  return (
    <p className={styles.calm}>
      {words[phase]()}
      {unconfirmed > 0 && t("needs.calmUnconfirmed", { count: unconfirmed })}
    </p>
  );
}

/** Needs that the proctor knows of and has put away, on this page only. */
export function usePutAway(needs: readonly Need[]) {
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  return {
    left: needs.filter((need) => !isForNotice(need) || !away.has(keyOf(need))),
    putAway: (key: string) => setAway((before) => new Set([...before, key])),
  };
}

interface ColumnProps extends CalmProps {
  needs: readonly Need[];
  clock: ClockOffset | null;
  manyRooms: boolean;
  open: (need: Need) => void;
  putAway: (key: string) => void;
  dismiss: (need: Need) => void;
}

/** One question answered at a glance: who needs me now? */
export const NeedsColumn = memo(function NeedsColumn({ needs, seats, phase, ...item }: ColumnProps) {
  const { t } = useSpeech();
  return (
    <section className={styles.column} aria-labelledby="needs-title">
      <h2 id="needs-title">
        {t("needs.title")} {needs.length > 0 && <small>{t("needs.count", { count: needs.length })}</small>}
      </h2>
      {needs.length === 0 && <Calm seats={seats} phase={phase} />}
      <ul>
        {needs.slice(0, mostShown).map((need) => (
          <Item key={keyOf(need)} need={need} {...item} />
        ))}
      </ul>
      {needs.length > mostShown && (
        <p className={styles.more}>{t("needs.more", { count: needs.length - mostShown })}</p>
      )}
    </section>
  );
});
