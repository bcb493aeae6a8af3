import type { Plan } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert, Button } from "antd";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { useSignedIn } from "../../staff/me.ts";
import styles from "./plan.module.css";
import type { Change, ChangeFailure } from "./use-change.ts";

function Faults({ faults }: { faults: Extract<ChangeFailure, { kind: "faults" }>["faults"] }) {
  const { t } = useSpeech();
  const list = (
    <ul className={styles.faults}>
      {faults.map(({ where, sentence }) => (
        <li key={`${where} ${sentence}`}>{sentence}</li>
      ))}
    </ul>
  );
  return <Alert type="error" role="alert" showIcon title={t("plan.faults")} description={list} />;
}

interface ChangedProps {
  failure: Extract<ChangeFailure, { kind: "changed" }>;
  clear: () => void;
  take: (plan: Plan) => void;
}

/** Takes the other's plan over; the form below keeps what was typed in it. */
function Changed({ failure: { plan }, clear, take }: ChangedProps) {
  const { t } = useSpeech();
  const { me } = useSignedIn();
  const read = () => {
    take(plan);
    clear();
  };
  const who = plan.changedBy;
  return (
    <Alert
      type="warning"
      role="alert"
      showIcon
      title={who === me.username ? t("plan.changedElsewhere") : t("plan.changedByOther", { who })}
      description={t("plan.changedExplain")}
      action={
        <Button size="small" onClick={read}>
          {t("plan.readNewest")}
        </Button>
      }
    />
  );
}

interface NoticeProps {
  change: Pick<Change<never[]>, "failure" | "clear">;
  /** Goes on with the plan as somebody else left it. */
  take: (plan: Plan) => void;
}

/** Why a change was not taken, where it was asked for; nothing when it was. */
export function ChangeNotice({ change, take }: NoticeProps) {
  const { failure, clear } = change;
  if (failure === null) return null;
  if (failure.kind === "faults") return <Faults faults={failure.faults} />;
  if (failure.kind === "changed") return <Changed failure={failure} clear={clear} take={take} />;
  return <Failure code={failure.code} />;
}
