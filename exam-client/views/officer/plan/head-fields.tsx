import type { PlanHead, QualificationChoice } from "@kaochang/exam-server/protocol/plan.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChoiceField, LinesField, MomentField, TextField } from "./field.tsx";
import { hasForms } from "./no-forms.tsx";
import styles from "./plan.module.css";

interface HeadFieldsProps {
  head: PlanHead;
  set: (fields: Partial<PlanHead>) => void;
  qualifications: readonly QualificationChoice[];
  /** There are sittings already: the qualification stays. */
  settled: boolean;
}

/** What is said of the exam as a whole. */
export function HeadFields({ head, set, qualifications, settled }: HeadFieldsProps) {
  const { t } = useSpeech();
  const options = qualifications.map((one) => ({
    value: one.qualification,
    label: hasForms(one) ? one.title : t("plan.qualificationWithoutForms", { title: one.title }),
  }));
  return (
    <div className={styles.fields}>
      <ChoiceField
        label={t("plan.qualification")}
        {...(settled && { hint: t("plan.qualificationSettled") })}
        value={head.qualification || null}
        set={(qualification) => set({ qualification })}
        options={options}
        disabled={settled}
        placeholder={t("plan.choose")}
      />
      <TextField label={t("plan.title")} value={head.title} set={(title) => set({ title })} most={100} />
      <MomentField label={t("plan.opens")} value={head.opens} set={(opens) => set({ opens })} />
      <MomentField label={t("plan.closes")} value={head.closes} set={(closes) => set({ closes })} />
      <TextField label={t("plan.site")} value={head.site} set={(site) => set({ site })} most={100} />
      <TextField
        label={t("plan.address")}
        value={head.address}
        set={(address) => set({ address })}
        most={200}
      />
      <div className={styles.wide}>
        <LinesField
          label={t("plan.notes")}
          hint={t("plan.notesHint")}
          value={head.notes}
          set={(notes) => set({ notes })}
          most={2000}
        />
      </div>
    </div>
  );
}
