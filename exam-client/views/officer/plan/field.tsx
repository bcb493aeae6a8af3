import { Input, InputNumber, Select } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";

interface FieldProps {
  label: string;
  /** One sentence below the control. */
  hint?: string | undefined;
  children: (id: string) => ReactNode;
}

/** A control with its name above it. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <small>{hint}</small>}
    </div>
  );
}

interface TextProps {
  label: string;
  hint?: string;
  value: string;
  set: (value: string) => void;
  most: number;
  disabled?: boolean;
}

export function TextField({ label, hint, value, set, most, disabled = false }: TextProps) {
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <Input
          id={id}
          value={value}
          maxLength={most}
          disabled={disabled}
          onChange={({ target }) => set(target.value)}
        />
      )}
    </Field>
  );
}

export function LinesField({ label, hint, value, set, most }: TextProps) {
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <Input.TextArea
          id={id}
          value={value}
          maxLength={most}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={({ target }) => set(target.value)}
        />
      )}
    </Field>
  );
}

/** A moment at the site; the browser's own control, which every keyboard and screen reader knows. */
export function MomentField({ label, value, set, disabled }: Omit<TextProps, "most" | "hint">) {
  return (
    <Field label={label}>
      {(id) => (
        <Input
          id={id}
          type="datetime-local"
          value={value}
          disabled={disabled ?? false}
          onChange={({ target }) => set(target.value.slice(0, "2026-05-29T13:30".length))}
        />
      )}
    </Field>
  );
}

interface NumberProps {
  label: string;
  hint?: string;
  value: number;
  set: (value: number) => void;
  least: number;
  most: number;
  disabled?: boolean;
}

/** An emptied number keeps what it was; one out of bounds becomes the nearest, and that is said. */
export function NumberField({ label, hint, value, set, least, most, disabled = false }: NumberProps) {
  const { t } = useSpeech();
  const [outside, setOutside] = useState(false);
  const listen = (typed: string) =>
    setOutside(typed !== "" && (Number(typed) < least || Number(typed) > most));
  return (
    <Field label={label} hint={outside ? t("field.bounds", { least, most }) : hint}>
      {(id) => (
        <InputNumber
          id={id}
          value={value}
          min={least}
          max={most}
          precision={0}
          disabled={disabled}
          style={{ width: "100%" }}
          {...(outside && { status: "warning" as const })}
          onInput={listen}
          onChange={(typed) => typed !== null && set(typed)}
        />
      )}
    </Field>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  hint?: string;
  value: V | null;
  set: (value: V) => void;
  options: { value: V; label: string }[];
  disabled?: boolean;
  placeholder?: string;
}

export function ChoiceField<V extends string>(props: ChoiceProps<V>) {
  const { label, hint, value, set, options, disabled = false, placeholder } = props;
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <Select<V>
          id={id}
          value={value}
          options={options}
          disabled={disabled}
          placeholder={placeholder}
          popupMatchSelectWidth={false}
          onChange={set}
          style={{ width: "100%" }}
        />
      )}
    </Field>
  );
}
