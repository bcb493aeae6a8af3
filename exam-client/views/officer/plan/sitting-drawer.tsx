import type {
  Plan,
  PlanChoices,
  PlanSitting,
  PlanSittingRequest,
  TestChoice,
} from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { BoardFields } from "./board-fields.tsx";
import { EditDrawer } from "./edit-drawer.tsx";
import { ChoiceField } from "./field.tsx";
import { withItem } from "./merge.ts";
import { newId } from "./new-id.ts";
import { NoForms } from "./no-forms.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { putSittings } from "./plan-http.ts";
import { SittingFields } from "./sitting-fields.tsx";
import { useChange } from "./use-change.ts";
import { useDraft } from "./use-draft.ts";
import { freeTitle, furtherSitting } from "./usual.ts";

/** The terms alone, as a request carries them. */
function termsOf(sitting: PlanSitting): PlanSittingRequest {
  const { id, title, test, form, kind, begins, minutes, entryCloses, handInOpens } = sitting;
  const { graceSeconds, start, conduct, confirmPerson } = sitting;
  const times = { begins, minutes, entryCloses, handInOpens, graceSeconds, start };
  return { id, title, test, form, kind, ...times, conduct, confirmPerson };
}

function newTerms(plan: Plan, test: TestChoice, kind: PlanSitting["kind"] = "regular"): PlanSittingRequest {
  return furtherSitting(plan, test, kind, Date.now(), newId());
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
    if (test) set({ ...newTerms(plan, test, typed.kind), id: typed.id });
  };
  const chooseKind = (kind: PlanSitting["kind"]) => {
    const test = tests.find((one) => one.test === typed.test);
    const proposed = test && freeTitle(test, typed.kind, plan.sittings) === typed.title;
    set(proposed ? { kind, title: freeTitle(test, kind, plan.sittings) } : { kind });
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
        set={chooseKind}
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
      <BoardFields sitting={terms} set={set} disabled={frozen} />
    </EditDrawer>
  );
}

/** One sitting's terms, changed or new. */
export function SittingDrawer({ sitting, choices, close }: SittingDrawerProps) {
  const { plan } = usePlanDesk();
  const qualification = choices.qualifications.find((one) => one.qualification === plan.qualification);
  const tests = (qualification?.tests ?? []).filter(({ forms }) => forms.length > 0);
  const [first] = tests;
  if (!first) return <NoForms chosen={qualification} qualifications={choices.qualifications} />;
  return <Body sitting={sitting} tests={tests} first={first} close={close} />;
}
