import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import styles from "./panel.module.css";
import { byRoom, type Room } from "./seat-order.ts";
import { TimeForm, type TimeTarget } from "./time-form.tsx";
import type { Board } from "./use-board.ts";

interface SeatsProps {
  seats: readonly BoardSeat[];
  chosen: string[];
  choose: (attempts: string[]) => void;
}

interface SeatOption {
  value: string;
  label: string;
  place: BoardSeat;
}

/** A label typed from its beginning, part of a name, or the end of an admission number. */
function fits(typed: string, { seat, name, admissionNumber }: BoardSeat): boolean {
  const ending = typed.length >= endingLength && admissionNumber.endsWith(typed);
  return ending || seat.startsWith(typed) || name.includes(typed);
}

/** Fewer digits end too many admission numbers. */
const endingLength = 3;

/** Seats to pick one by one, or a room at a time. */
function SeatsField({ seats, chosen, choose }: SeatsProps) {
  const { t } = useSpeech();
  const rooms = byRoom(seats);
  const options = rooms.map((room) => ({
    label: roomName(t, room.name),
    options: room.seats.map((place): SeatOption => {
      const label = `${t("live.seat", { seat: place.seat })} ${place.name}`;
      return { value: place.attempt, label, place };
    }),
  }));
  const add = (room: Room) => choose([...new Set([...chosen, ...room.seats.map(({ attempt }) => attempt)])]);
  return (
    <>
      <Select
        mode="multiple"
        aria-label={t("time.seats")}
        placeholder={t("time.seats")}
        style={{ width: "100%", marginBottom: 8 }}
        maxTagCount={12}
        filterOption={(typed, option) =>
          option !== undefined && "place" in option && fits(typed.trim(), option.place as BoardSeat)
        }
        value={chosen}
        onChange={choose}
        options={options}
      />
      {rooms.length > 1 && (
        <div className={styles.reasons}>
          {rooms.map((room) => (
            <Button key={room.name} size="small" onClick={() => add(room)}>
              {t("time.wholeRoom", { room: roomName(t, room.name) })}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

type Who = "all" | "some";

interface FormProps {
  board: Board;
  sitting: string;
  seats: readonly BoardSeat[];
}

/** More time for the whole sitting or for seats that are picked. */
export function RoomTimeForm({ board, sitting, seats }: FormProps) {
  const { t } = useSpeech();
  const [who, setWho] = useState<Who>("all");
  const [chosen, setChosen] = useState<string[]>([]);
  const options = (["all", "some"] as const).map((value) => ({ value, label: t(`time.${value}`) }));
  const target: TimeTarget =
    who === "all"
      ? { attempts: null, name: t("time.allName", { count: seats.length }) }
      : { attempts: chosen, name: t("time.someName", { count: chosen.length }) };
  return (
    <>
      <div className={styles.field}>
        <Segmented<Who> block aria-label={t("time.who")} options={options} value={who} onChange={setWho} />
      </div>
      {who === "some" && <SeatsField seats={seats} chosen={chosen} choose={setChosen} />}
      <TimeForm key={who} board={board} sitting={sitting} seats={seats} target={target} />
    </>
  );
}
