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
import styles from "./plan.module.css";
import { createPlan, fetchChoices, type PlanOutcome, putSittings, removePlan } from "./plan-http.ts";
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
  const [first] = qualifications.filter(({ tests }) => tests.some(({ forms }) => forms.length > 0));
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

/** A plan is made first and then given its sittings; when those are refused, it is taken back. */
async function make(head: PlanHead, sittings: PlanSittingRequest[]): Promise<PlanOutcome> {
  const begun = await createPlan(head);
  if (!begun.ok) return begun;
  const whole = await putSittings(begun.plan, sittings);
  if (!whole.ok) await removePlan(begun.plan);
  return whole;
}

interface TestCardProps extends Taken {
  set: (typed: Partial<PlanSittingRequest> | null) => void;
}

function TestCard({ test, sitting, taken, set }: TestCardProps) {
  const { t } = useSpeech();
  const none = test.forms.length === 0;
  return (
    <section className={styles.card}>
      <Checkbox checked={taken} disabled={none} onChange={({ target }) => set(target.checked ? {} : null)}>
        <b>{test.title}</b>
      </Checkbox>
      {none && <p className={styles.quiet}>{t("sitting.noForm")}</p>}
      {taken && <SittingFields sitting={sitting} set={set} test={test} />}
    </section>
  );
}

function NewPlanForm({ choices }: { choices: PlanChoices }) {
  const { t } = useSpeech();
  const [now] = useState(Date.now);
  const [ids] = useState(() => [newId(), newId()]);
  const [typed, setTyped] = useState<Typed>({ head: {}, sittings: {} });
  const create = useChange(make, ({ plan }) => navigate(planPath(plan.id), "replace"));
  const head = headOf(typed, choices.qualifications, now);
  const tests = choices.qualifications.find((one) => one.qualification === head.qualification)?.tests ?? [];
  const taken = sittingsOf(typed, tests, head.opens, ids);
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
      {taken.map((one) => (
        <TestCard key={one.test.test} {...one} set={(fields) => setSitting(one.test.test, fields)} />
      ))}
      <ChangeNotice change={create} take={({ id }) => navigate(planPath(id))} />
      <div className={styles.buttons}>
        <Button
          type="primary"
          loading={create.busy}
          disabled={sittings.length === 0}
          onClick={() => create.run(head, sittings)}
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
      {value?.qualifications.length === 0 && <p role="status">{t("plan.noBank")}</p>}
      {value && value.qualifications.length > 0 && <NewPlanForm choices={value} />}
    </div>
  );
}
