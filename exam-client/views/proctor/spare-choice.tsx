import type { SpareSeat } from "@kaochang/exam-server/protocol/acts.ts";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Input } from "antd";
import { createContext, useContext, useId, useState } from "react";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import styles from "./act-panel.module.css";
import type { LayoutOf } from "./failed-together.ts";
import { type FreeSeat, freeSeats } from "./spare-seats.ts";

/** All seats of the board, and how their rooms stand. */
export interface Floor {
  seats: readonly BoardSeat[];
  layoutOf: LayoutOf;
}

const context = createContext<Floor>({ seats: [], layoutOf: () => 1 });
export const FloorProvider = context.Provider;

interface ChoiceProps {
  seat: BoardSeat;
  /** Null: another PC at the same seat. */
  value: SpareSeat | null;
  choose: (value: SpareSeat | null) => void;
}

/** Where a candidate goes on: at the same seat, at a free one that is proposed, or at one that is typed. */
export function SpareChoice({ seat, value, choose }: ChoiceProps) {
  const { t } = useSpeech();
  const id = useId();
  const { seats, layoutOf } = useContext(context);
  const free = freeSeats(seat, seats, layoutOf);
  const [typed, setTyped] = useState("");
  const isChosen = (one: SpareSeat) => typed === "" && value?.room === one.room && value.seat === one.seat;
  const pick = (place: SpareSeat | null) => {
    setTyped("");
    choose(place);
  };
  return (
    <>
      <fieldset className={styles.chips}>
        <legend>{t("release.where")}</legend>
        <Place word={t("release.here")} chosen={value === null} pick={() => pick(null)} />
        {free.map((one) => (
          <Place
            key={`${one.room} ${one.seat}`}
            word={wordOf(one, seat, t)}
            chosen={isChosen(one)}
            pick={() => pick({ room: one.room, seat: one.seat })}
          />
        ))}
      </fieldset>
      <div className={styles.field}>
        <label htmlFor={id}>{t(free.length > 0 ? "release.other" : "release.target")}</label>
        <Input
          id={id}
          value={typed}
          maxLength={16}
          onChange={({ target }) => {
            const number = target.value.trim();
            setTyped(target.value);
            choose(number === "" ? null : { room: seat.room, seat: number });
          }}
        />
      </div>
    </>
  );
}

function Place({ word, chosen, pick }: { word: string; chosen: boolean; pick: () => void }) {
  return (
    <button type="button" aria-pressed={chosen} onClick={pick}>
      {word}
    </button>
  );
}

/** 「13座 备用」, 「02 考场 3座」. */
function wordOf({ room, seat, spare }: FreeSeat, from: BoardSeat, t: Words): string {
  const number = t("live.seat", { seat });
  const where = room === from.room ? number : `${roomName(t, room)} ${number}`;
  return spare ? t("release.spare", { seat: where }) : where;
}
