import type {
  PlanChoices,
  PlanHead,
  PlanSittingRequest,
  QualificationChoice,
  TestChoice,
} from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { navigate } from "../../staff/route.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { ChangeNotice } from "./change-notice.tsx";
import { HeadFields } from "./head-fields.tsx";
import { newId } from "./new-id.ts";
import { hasForms, NoForms } from "./no-forms.tsx";
import styles from "./plan.module.css";
import { createPlan, fetchChoices } from "./plan-http.ts";
import { planPath, plansPath } from "./plan-route.ts";
import { SittingFields } from "./sitting-fields.tsx";
import { useChange } from "./use-change.ts";
import { usualHead, usualSitting, usualTitle } from "./usual.ts";

/** What the officer has said so far; what was not touched follows from the rest. */
interface Typed {
  head: Partial<PlanHead>;
  /** Terms by test; null: this test is not taken. */
  sittings: Partial<Record<TestChoice["test"], Partial<PlanSittingRequest> | null>>;
}

function headOf({ head }: Typed, qualifications: readonly QualificationChoice[], now: number): PlanHead {
  const known = (name: string | undefined) =>
    qualifications.find(({ qualification }) => qualification === name);
  const [first] = qualifications.filter(hasForms);
  const qualification = known(head.qualification) ?? first;
  const usual = usualHead(qualification, now);
  return { ...usual, title: usualTitle(head.opens ?? usual.opens, qualification), ...head };
}

interface Taken {
  test: TestChoice;
  sitting: PlanSittingRequest;
  taken: boolean;
}

function sittingsOf(
  { sittings }: Typed,
  tests: readonly TestChoice[],
  opens: string,
  ids: string[],
): Taken[] {
  return tests.map((test, index) => {
    const typed = sittings[test.test];
    const sitting = { ...usualSitting(test, opens, ids[index] ?? ""), ...typed };
    return { test, sitting, taken: typed !== null && test.forms.length > 0 };
  });
}

interface TestCardProps extends Taken {
  qualification: string;
  set: (typed: Partial<PlanSittingRequest> | null) => void;
}

function TestCard({ qualification, test, sitting, taken, set }: TestCardProps) {
  const { t } = useSpeech();
  const none = test.forms.length === 0;
  return (
    <section className={styles.card}>
      <Checkbox checked={taken} disabled={none} onChange={({ target }) => set(target.checked ? {} : null)}>
        <b>{test.title}</b>
      </Checkbox>
      {none && <p className={styles.quiet}>{t("sitting.noForm", { qualification, test: test.title })}</p>}
      {taken && <SittingFields sitting={sitting} set={set} test={test} />}
    </section>
  );
}

function NewPlanForm({ choices }: { choices: PlanChoices }) {
  const { t } = useSpeech();
  const [now] = useState(Date.now);
  const [ids] = useState(() => [newId(), newId()]);
  const [typed, setTyped] = useState<Typed>({ head: {}, sittings: {} });
  const create = useChange(createPlan, ({ plan }) => navigate(planPath(plan.id), "replace"));
  const head = headOf(typed, choices.qualifications, now);
  const chosen = choices.qualifications.find((one) => one.qualification === head.qualification);
  const taken = sittingsOf(typed, chosen?.tests ?? [], head.opens, ids);
  const setHead = (fields: Partial<PlanHead>) =>
    setTyped((old) => ({ ...old, head: { ...old.head, ...fields } }));
  const setSitting = (test: TestChoice["test"], fields: Partial<PlanSittingRequest> | null) =>
    setTyped((old) => {
      const merged = fields === null ? null : { ...old.sittings[test], ...fields };
      return { ...old, sittings: { ...old.sittings, [test]: merged } };
    });
  const sittings = taken.filter((one) => one.taken).map(({ sitting }) => sitting);
  return (
    <>
      <section className={styles.card}>
        <HeadFields head={head} set={setHead} qualifications={choices.qualifications} settled={false} />
      </section>
      {chosen && !hasForms(chosen) ? (
        <NoForms chosen={chosen} qualifications={choices.qualifications} />
      ) : (
        taken.map((one) => (
          <TestCard
            key={one.test.test}
            {...one}
            qualification={chosen?.title ?? ""}
            set={(fields) => setSitting(one.test.test, fields)}
          />
        ))
      )}
      <ChangeNotice change={create} take={({ id }) => navigate(planPath(id))} />
      <div className={styles.buttons}>
        <Button
          type="primary"
          loading={create.busy}
          disabled={sittings.length === 0}
          onClick={() => create.run({ ...head, sittings })}
        >
          {t("plan.create")}
        </Button>
        <Button onClick={() => navigate(plansPath)}>{t("app.cancel")}</Button>
      </div>
    </>
  );
}

/** A new exam plan with the usual terms filled in. */
export function NewPlanPage() {
  const { t } = useSpeech();
  const { value, failure, reload } = useLoaded(fetchChoices);
  useExpiry(failure);
  return (
    <div className={styles.page}>
      <Link to={plansPath}>← {t("plans.heading")}</Link>
      <h1>{t("plans.new")}</h1>
      <p className={styles.quiet}>{t("plan.newExplain")}</p>
      {failure && <Failure code={failure} retry={reload} />}
      {value && <NewPlanForm choices={value} />}
    </div>
  );
}
