import {
  type CandidateForm,
  idTypes,
  idTypeWords,
  type PlanCandidate,
} from "@kaochang/exam-server/protocol/plan.ts";
import { Alert } from "antd";
import { useMemo } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { formOf } from "./candidate-form.ts";
import { CandidatePlaces } from "./candidate-places.tsx";
import { EditDrawer } from "./edit-drawer.tsx";
import { ChoiceField, NumberField, TextField } from "./field.tsx";
import { joinsNone } from "./idle-notice.tsx";
import { PhotoField } from "./photo-field.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { addCandidate, putCandidate } from "./plan-http.ts";
import { useChange } from "./use-change.ts";
import { useDraft } from "./use-draft.ts";

const nobody: CandidateForm = {
  name: "",
  admissionNumber: "",
  idType: "resident",
  idNumber: "",
  extraMinutes: 0,
  places: [],
};

interface FieldsProps {
  typed: CandidateForm;
  set: (fields: Partial<CandidateForm>) => void;
}

function Fields({ typed, set }: FieldsProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.fields}>
      <TextField label={t("column.name")} value={typed.name} set={(name) => set({ name })} most={60} />
      <TextField
        label={t("column.admissionNumber")}
        hint={t("candidate.numberHint")}
        value={typed.admissionNumber}
        set={(admissionNumber) => set({ admissionNumber })}
        most={40}
      />
      <ChoiceField
        label={t("roster.idType")}
        value={typed.idType}
        set={(idType) => set({ idType })}
        options={idTypes.map((value) => ({ value, label: idTypeWords[value] }))}
      />
      <TextField
        label={t("roster.idNumber")}
        value={typed.idNumber}
        set={(idNumber) => set({ idNumber })}
        most={40}
      />
      <NumberField
        label={t("candidate.extra")}
        hint={t("candidate.extraHint")}
        value={typed.extraMinutes}
        set={(extraMinutes) => set({ extraMinutes })}
        least={0}
        most={600}
      />
    </div>
  );
}

interface CandidateDrawerProps {
  /** null: a new one. */
  candidate: PlanCandidate | null;
  close: () => void;
}

/** One candidate, changed or new. */
export function CandidateDrawer({ candidate, close }: CandidateDrawerProps) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const saved = useMemo(() => (candidate ? formOf(candidate) : nobody), [candidate]);
  const { typed, set } = useDraft(saved);
  const change = useChange(
    () => (candidate ? putCandidate(plan, candidate.id, typed) : addCandidate(plan, typed)),
    (reply) => {
      take(reply.plan);
      close();
    },
  );
  const unfinished = typed.name.trim() === "" || typed.idNumber.trim() === "";
  return (
    <EditDrawer
      title={candidate?.name ?? t("roster.add")}
      size={600}
      change={change}
      take={take}
      save={change.run}
      close={close}
      unfinished={unfinished ? t("candidate.need") : null}
    >
      {candidate && <PhotoField candidate={candidate} />}
      {!candidate && joinsNone(plan.sittings) && (
        <Alert type="warning" showIcon title={t("candidate.noSitting")} />
      )}
      <Fields typed={typed} set={set} />
      {candidate && <CandidatePlaces places={typed.places} set={(places) => set({ places })} />}
    </EditDrawer>
  );
}
