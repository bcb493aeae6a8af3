import type { Seating } from "@kaochang/exam-server/protocol/seating.ts";
import { Button, Input, Select } from "antd";
import { type FormEvent, useId, useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { roomName } from "../../staff/room-name.ts";
import styles from "./seating.module.css";
import { type Asked, nothingAsked } from "./seating-query.ts";

interface FormProps {
  rooms: Seating["rooms"];
  find: (asked: Asked) => void;
}

interface FieldProps {
  asked: Asked;
  change: (part: Partial<Asked>) => void;
}

function Times({ asked, change }: FieldProps) {
  const { t } = useSpeech();
  const id = useId();
  return (["from", "to"] as const).map((end) => (
    <div key={end}>
      <label htmlFor={`${id}${end}`}>{t(`seating.${end}`)}</label>
      <Input
        id={`${id}${end}`}
        type="time"
        value={asked[end]}
        onChange={(event) => change({ [end]: event.target.value })}
      />
    </div>
  ));
}

function Places({ rooms, asked, change }: FieldProps & Pick<FormProps, "rooms">) {
  const { t } = useSpeech();
  const id = useId();
  const seats = rooms
    .filter(({ room }) => asked.room === "" || room === asked.room)
    .flatMap((one) => one.seats);
  const options = {
    room: rooms.map(({ room }) => ({ value: room, label: roomName(t, room) })),
    seat: [...new Set(seats)].map((seat) => ({ value: seat, label: t("live.seat", { seat }) })),
  };
  return (["room", "seat"] as const).map((part) => (
    <div key={part}>
      <label htmlFor={`${id}${part}`}>{t(`seating.${part}`)}</label>
      <Select
        id={`${id}${part}`}
        className={styles.choice ?? ""}
        showSearch
        allowClear
        virtual={false}
        value={asked[part] || null}
        options={options[part]}
        onChange={(value: string | undefined) => change({ [part]: value ?? "" })}
      />
    </div>
  ));
}

/** By seat and time, or by name or number. */
export function SeatingForm({ rooms, find }: FormProps) {
  const { t } = useSpeech();
  const id = useId();
  const [asked, setAsked] = useState(nothingAsked);
  const change = (part: Partial<Asked>) => setAsked((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find(asked);
  };
  const clear = () => {
    setAsked(nothingAsked);
    find(nothingAsked);
  };
  return (
    <form className={styles.form} aria-label={t("seating.search")} onSubmit={submit}>
      <Places rooms={rooms} asked={asked} change={change} />
      <Times asked={asked} change={change} />
      <div>
        <label htmlFor={id}>{t("seating.who")}</label>
        <Input id={id} value={asked.who} onChange={(event) => change({ who: event.target.value })} />
      </div>
      <Button type="primary" htmlType="submit">
        {t("seating.find")}
      </Button>
      <Button onClick={clear}>{t("seating.clear")}</Button>
    </form>
  );
}
