import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { memo } from "react";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import { OwnTime } from "./own-time.tsx";
import styles from "./seat-map.module.css";
import { marksOf } from "./seat-marks.ts";
import { isUnconfirmed } from "./start-count.ts";
import { StateShape, stateColor } from "./state-shape.tsx";

interface TileProps {
  seat: BoardSeat;
  /** Its deadline where it is not the room's. */
  own: number | null;
  chosen: boolean;
  /** Whether Tab comes to this tile; arrows go on from it. */
  entry: boolean;
  /** Large ones hold names and words, small ones a name at most, tiny ones the number. */
  size: TileSize;
}

export type TileSize = "large" | "small" | "tiny";

function Bar({ seat }: { seat: BoardSeat }) {
  const share = seat.total === 0 ? 0 : seat.answered / seat.total;
  return (
    <span className={styles.bar}>
      <span style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}

function State({ seat, t }: { seat: BoardSeat; t: Words }) {
  return (
    <span className={styles.state} style={{ color: stateColor(seat.state) }}>
      <StateShape state={seat.state} size={12} />
      <span>{t(`seat.${seat.state}`)}</span>
    </span>
  );
}

/** What a tile of this size has no room to write, to be said aloud and shown when it is pointed at. */
function unwritten(seat: BoardSeat, size: TileSize, marks: readonly string[], t: Words): string[] {
  const unconfirmed = isUnconfirmed(seat) ? [t("board.unconfirmed")] : [];
  if (size === "large") return unconfirmed;
  const name = size === "tiny" ? [seat.name] : [];
  return [...name, t(`seat.${seat.state}`), ...marks, ...unconfirmed];
}

/**
 * One seat of the map: number, name, a shape and a word for the state, a bar for progress. A small one says
 * its words aloud only. The map hears clicks and keys, so that a tile is drawn again only when its seat changes.
 */
export const SeatTile = memo(function SeatTile({ seat, own, chosen, entry, size }: TileProps) {
  const { t } = useSpeech();
  const small = size !== "large";
  const marks = marksOf(seat);
  const worst = marks.find(({ tone }) => tone === "alarm") ?? marks[0];
  const words = marks.map((mark) => t(mark.words, mark.values));
  const progress = t("live.progress", { answered: seat.answered, total: seat.total });
  const spoken = [...unwritten(seat, size, words, t), progress].join(t("start.comma"));
  return (
    <button
      type="button"
      className={small ? styles.small : styles.tile}
      data-attempt={seat.attempt}
      data-state={seat.state}
      data-tone={worst?.tone}
      data-unconfirmed={isUnconfirmed(seat)}
      aria-pressed={chosen}
      title={small ? spoken : undefined}
      tabIndex={entry ? 0 : -1}
    >
      <span className={styles.top}>
        <b>{seat.seat}</b>
        {size === "small" && <span className={styles.name}>{seat.name}</span>}
        {small ? <StateShape state={seat.state} size={12} /> : <State seat={seat} t={t} />}
      </span>
      {!small && <span className={styles.name}>{seat.name}</span>}
      {small && own !== null && <OwnTime brief deadline={own} stoppedAt={seat.stoppedAt} />}
      {!small && own !== null && <OwnTime deadline={own} stoppedAt={seat.stoppedAt} />}
      {!small &&
        marks.map((mark, index) => (
          <small key={mark.words} className={styles[mark.tone]}>
            {words[index]}
          </small>
        ))}
      <span className={styles.spoken}>{spoken}</span>
      <Bar seat={seat} />
    </button>
  );
});
