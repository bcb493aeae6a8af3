import type { QualificationChoice } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert } from "antd";
import { useSpeech } from "../../staff/i18n/words.ts";

/** Whether any test of it can be scheduled. */
export function hasForms({ tests }: QualificationChoice): boolean {
  return tests.some(({ forms }) => forms.length > 0);
}

interface NoFormsProps {
  chosen: QualificationChoice | undefined;
  qualifications: readonly QualificationChoice[];
}

/** Says why no test of a qualification can be scheduled, and for which ones they can. */
export function NoForms({ chosen, qualifications }: NoFormsProps) {
  const { t } = useSpeech();
  const known = qualifications.filter(hasForms).map(({ title }) => title);
  return (
    <Alert
      type="warning"
      showIcon
      title={t("plan.noForms", { title: chosen?.title ?? "", known: known.join("、") })}
    />
  );
}
