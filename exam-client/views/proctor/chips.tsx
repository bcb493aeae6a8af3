import { Button, Input } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./act-panel.module.css";

interface ChipsProps {
  legend: string;
  chips: readonly { key: string; word: string }[];
  busy: boolean;
  pick: (key: string) => void;
}

/** Choices that act when they are picked, by a click or by their number. */
export function Chips({ legend, chips, busy, pick }: ChipsProps) {
  return (
    <fieldset className={styles.chips}>
      <legend>{legend}</legend>
      {chips.map(({ key, word }, index) => (
        <button key={key} type="button" data-chip disabled={busy} onClick={() => pick(key)}>
          <i aria-hidden="true">{index + 1}</i> {word}
        </button>
      ))}
    </fieldset>
  );
}

interface OwnProps {
  label: string;
  confirm: string;
  busy: boolean;
  maxLength: number;
  done: (text: string) => void;
}

/** What no chip says, in own words. */
export function OwnWords({ label, confirm, busy, maxLength, done }: OwnProps) {
  const id = useId();
  const [text, setText] = useState("");
  const typed = text.trim();
  const submit = () => {
    if (typed !== "" && !busy) done(typed);
  };
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className={styles.own}>
        <Input.TextArea
          id={id}
          value={text}
          maxLength={maxLength}
          autoSize={{ minRows: 1, maxRows: 5 }}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            if (event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <Button type="primary" disabled={typed === "" || busy} onClick={submit}>
          {confirm}
        </Button>
      </div>
    </>
  );
}

interface ReasonsProps {
  reasons: readonly StaffKey[];
  busy: boolean;
  /** The act is asked once more after the reason. */
  asks?: boolean;
  done: (reason: string) => void;
  children?: ReactNode;
}

/** Why something is done, as it will stand in the log: one click on a usual reason does it. */
export function Reasons({ reasons, busy, asks = false, done, children }: ReasonsProps) {
  const { t } = useSpeech();
  const chips = reasons.map((key) => ({ key, word: t(key) }));
  return (
    <>
      {children}
      <Chips
        legend={t(asks ? "chips.ask" : "chips.reasons")}
        chips={chips}
        busy={busy}
        pick={(key) => done(chips.find((chip) => chip.key === key)?.word ?? key)}
      />
      <OwnWords label={t("chips.own")} confirm={t("chips.do")} busy={busy} maxLength={200} done={done} />
    </>
  );
}
