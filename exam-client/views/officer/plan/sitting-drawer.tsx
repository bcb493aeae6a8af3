import type {
  Plan,
  PlanChoices,
  PlanSitting,
  PlanSittingRequest,
  TestChoice,
} from "@kaochang/exam-server/protocol/plan.ts";
import { Alert, Button, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { EditDrawer } from "./edit-drawer.tsx";
import { ChoiceField } from "./field.tsx";
import { withItem } from "./merge.ts";
import { newId } from "./new-id.ts";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { putSittings } from "./plan-http.ts";
import { SittingFields } from "./sitting-fields.tsx";
import { useChange } from "./use-change.ts";
import { useDraft } from "./use-draft.ts";
import { usualSitting } from "./usual.ts";

/** The terms alone, as a request carries them. */
function termsOf(sitting: PlanSitting): PlanSittingRequest {
  const { id, title, test, form, kind, begins, minutes, entryCloses, handInOpens, graceSeconds, start } =
    sitting;
  return { id, title, test, form, kind, begins, minutes, entryCloses, handInOpens, graceSeconds, start };
}

function newTerms(plan: Plan, test: TestChoice): PlanSittingRequest {
  return usualSitting(test, plan.opens, newId());
}

interface KindFieldsProps {
  tests: readonly TestChoice[];
  typed: PlanSittingRequest;
  set: (fields: Partial<PlanSittingRequest>) => void;
  plan: Plan;
}

/** Asked only of a new sitting: which test, and whether it is a make-up. */
function KindFields({ tests, typed, set, plan }: KindFieldsProps) {
  const { t } = useSpeech();
  const choose = (name: TestChoice["test"]) => {
    const test = tests.find((one) => one.test === name);
    if (test) set({ ...newTerms(plan, test), id: typed.id, kind: typed.kind });
  };
  return (
    <div className={styles.fields}>
      <ChoiceField
        label={t("sitting.test")}
        value={typed.test}
        set={choose}
        options={tests.map(({ test, title }) => ({ value: test, label: title }))}
      />
      <ChoiceField
        label={t("sitting.kind")}
        hint={t(`sitting.kindHint.${typed.kind}`)}
        value={typed.kind}
        set={(kind) => set({ kind })}
        options={(["regular", "make-up"] as const).map((kind) => ({
          value: kind,
          label: t(`sitting.kind.${kind}`),
        }))}
      />
    </div>
  );
}

interface SittingDrawerProps {
  /** null: a new one. */
  sitting: PlanSitting | null;
  choices: PlanChoices;
  close: () => void;
}

interface BodyProps {
  sitting: PlanSitting | null;
  tests: readonly TestChoice[];
  first: TestChoice;
  close: () => void;
}

function Body({ sitting, tests, first, close }: BodyProps) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const [fresh] = useState(() => newTerms(plan, first));
  const saved = useMemo(() => (sitting ? termsOf(sitting) : fresh), [sitting, fresh]);
  const { typed: terms, set } = useDraft(saved);
  const change = useChange(
    (sittings: PlanSittingRequest[]) => putSittings(plan, sittings),
    (reply) => {
      take(reply.plan);
      close();
    },
  );
  const all = plan.sittings.map(termsOf);
  const frozen = sitting !== null && sitting.phase !== "planned";
  const remove = () => change.run(all.filter(({ id }) => id !== terms.id));
  return (
    <EditDrawer
      title={sitting?.title ?? t("sitting.add")}
      size={640}
      change={change}
      take={take}
      save={() => change.run(withItem(all, terms))}
      close={close}
      unfinished={frozen ? t("sitting.frozen") : null}
      extra={
        sitting &&
        !frozen && (
          <Popconfirm title={t("sitting.askRemove")} okText={t("sitting.remove")} onConfirm={remove}>
            <Button danger>{t("sitting.remove")}</Button>
          </Popconfirm>
        )
      }
    >
      {!sitting && <KindFields tests={tests} typed={terms} set={set} plan={plan} />}
      <SittingFields
        sitting={terms}
        set={set}
        test={tests.find(({ test }) => test === terms.test)}
        disabled={frozen}
      />
    </EditDrawer>
  );
}

/** One sitting's terms, changed or new. */
export function SittingDrawer({ sitting, choices, close }: SittingDrawerProps) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const qualification = choices.qualifications.find((one) => one.qualification === plan.qualification);
  const tests = (qualification?.tests ?? []).filter(({ forms }) => forms.length > 0);
  const [first] = tests;
  if (!first) return <Alert type="warning" showIcon title={t("plan.noBank")} />;
  return <Body sitting={sitting} tests={tests} first={first} close={close} />;
}
