import type { UsedItem } from "@kaochang/exam-server/protocol/results.ts";
import { Checkbox, Input, Radio } from "antd";
import { SafeHtml } from "../../../parts/safe-html.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { formTypeOf, type KeyDraft } from "./key-change.ts";
import styles from "./results.module.css";

interface FormProps {
  item: UsedItem;
  draft: KeyDraft;
  set: (change: Partial<KeyDraft>) => void;
}

function Options({ item, draft, set }: FormProps) {
  const { t } = useSpeech();
  const several = item.type === "multiple-choice";
  const shown = item.options.map(({ id, html }) => ({
    value: id,
    label: (
      <span className={styles.inline}>
        {id}. <SafeHtml html={html} />
      </span>
    ),
  }));
  const label = t("correct.newKey");
  return several ? (
    <Checkbox.Group
      aria-label={label}
      options={shown}
      value={[...draft.letters]}
      onChange={(letters) => set({ letters: letters.map(String) })}
    />
  ) : (
    <Radio.Group
      aria-label={label}
      options={shown}
      value={draft.letters[0]}
      onChange={({ target }) => set({ letters: [String(target.value)] })}
    />
  );
}

function Truth({ draft, set }: FormProps) {
  const { t } = useSpeech();
  return (
    <Radio.Group
      aria-label={t("correct.newKey")}
      value={draft.truth}
      onChange={({ target }) => set({ truth: target.value === true })}
      options={[
        { value: true, label: t("correct.true") },
        { value: false, label: t("correct.false") },
      ]}
    />
  );
}

function Numbers({ draft, set }: FormProps) {
  const { t } = useSpeech();
  return (["number", "tolerance"] as const).map((field) => (
    <div key={field} className={styles.field}>
      <label htmlFor={`key-${field}`}>{t(`correct.${field}`)}</label>
      <Input
        id={`key-${field}`}
        value={draft[field]}
        inputMode="decimal"
        onChange={({ target }) => set({ [field]: target.value })}
      />
    </div>
  ));
}

function Blanks({ draft, set }: FormProps) {
  const { t } = useSpeech();
  const change = (place: number, text: string) =>
    set({ blanks: draft.blanks.map((old, at) => (at === place ? text : old)) });
  return draft.blanks.map((text, place) => {
    const id = `key-blank-${place}`;
    return (
      <div key={id} className={styles.field}>
        <label htmlFor={id}>{t("correct.blank", { number: place + 1 })}</label>
        <Input.TextArea
          id={id}
          value={text}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={({ target }) => change(place, target.value)}
        />
      </div>
    );
  });
}

function NewKey(props: FormProps) {
  switch (formTypeOf(props.item)) {
    case "single-choice":
    case "multiple-choice":
      return <Options {...props} />;
    case "true-false":
      return <Truth {...props} />;
    case "numeric":
      return <Numbers {...props} />;
    case "fill-in":
      return <Blanks {...props} />;
    case null:
      return null;
  }
}

/** A new key, or full marks for everyone. */
export function KeyForm(props: FormProps) {
  const { t } = useSpeech();
  const { item, draft, set } = props;
  return (
    <fieldset className={styles.form}>
      <legend>{t("correct.how")}</legend>
      <Radio.Group
        value={draft.how}
        onChange={({ target }) => set({ how: target.value as KeyDraft["how"] })}
        options={[
          { value: "key", label: t("correct.newKey"), disabled: formTypeOf(item) === null },
          { value: "full-marks", label: t("correct.fullMarks") },
        ]}
      />
      {draft.how === "key" && <NewKey {...props} />}
    </fieldset>
  );
}
