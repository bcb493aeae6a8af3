import type { Plan, PlanChoices, PlanHead } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { navigate } from "../../staff/route.ts";
import { ChangeNotice } from "./change-notice.tsx";
import { EditDrawer } from "./edit-drawer.tsx";
import { HeadFields } from "./head-fields.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { putHead, removePlan } from "./plan-http.ts";
import { plansPath } from "./plan-route.ts";
import { useChange } from "./use-change.ts";
import { useDraft } from "./use-draft.ts";
import { windowWords } from "./window-words.ts";

function headOf({ title, qualification, opens, closes, site, address, notes }: Plan): PlanHead {
  return { title, qualification, opens, closes, site, address, notes };
}

function HeadDrawer({ choices, close }: { choices: PlanChoices; close: () => void }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const saved = useMemo(() => headOf(plan), [plan]);
  const { typed, set } = useDraft(saved);
  const change = useChange(
    (head: PlanHead) => putHead(plan, head),
    (reply) => {
      take(reply.plan);
      close();
    },
  );
  return (
    <EditDrawer
      title={t("plan.editHead")}
      size={640}
      change={change}
      take={take}
      save={() => change.run(typed)}
      close={close}
    >
      <HeadFields
        head={typed}
        set={set}
        qualifications={choices.qualifications}
        settled={plan.sittings.length > 0}
      />
    </EditDrawer>
  );
}

function RemoveButton() {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const remove = useChange(
    () => removePlan(plan),
    () => navigate(plansPath, "replace"),
  );
  const begun = plan.sittings.some(({ phase }) => phase !== "planned");
  if (begun) return null;
  return (
    <>
      <Popconfirm
        title={t("plan.askRemove", { title: plan.title })}
        description={t("plan.removeEffect", { count: plan.candidates })}
        okText={t("plan.remove")}
        onConfirm={remove.run}
      >
        <Button danger loading={remove.busy}>
          {t("plan.remove")}
        </Button>
      </Popconfirm>
      <ChangeNotice change={remove} take={take} />
    </>
  );
}

/** What was said of the exam as a whole. */
export function HeadCard({ choices }: { choices: PlanChoices | null }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const [open, setOpen] = useState(false);
  const qualification = choices?.qualifications.find((one) => one.qualification === plan.qualification);
  const lines = [
    [t("plan.qualification"), qualification?.title ?? plan.qualification],
    [t("plans.window"), windowWords(plan.opens, plan.closes)],
    [t("plan.site"), [plan.site, plan.address].filter(Boolean).join(" · ") || t("plan.none")],
    [t("plan.notes"), plan.notes || t("plan.none")],
  ] as const;
  return (
    <section className={styles.card} aria-labelledby="plan-head">
      <h2 id="plan-head">{t("plan.head")}</h2>
      <dl className={styles.facts}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.buttons}>
        <Button disabled={choices === null} onClick={() => setOpen(true)}>
          {t("plan.editHead")}
        </Button>
        <RemoveButton />
      </div>
      {open && choices && <HeadDrawer choices={choices} close={() => setOpen(false)} />}
    </section>
  );
}
