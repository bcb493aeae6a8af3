import { Button } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import {
  FinalFields,
  type FormProps,
  IncidentFields,
  MessageFields,
  PlainFields,
  ReasonFields,
  ReleaseFields,
  ReopenFields,
  SuspendFields,
  TimeFields,
} from "./act-forms.tsx";
import styles from "./act-panel.module.css";
import type { ActId } from "./acts.ts";

function fields(act: ActId, props: FormProps): ReactNode {
  switch (act) {
    case "time":
      return <TimeFields {...props} />;
    case "suspend":
      return <SuspendFields {...props} />;
    case "reopen":
      return <ReopenFields {...props} />;
    case "release":
      return <ReleaseFields {...props} />;
    case "message":
      return <MessageFields {...props} />;
    case "resume":
    case "confirm":
      return <PlainFields {...props} act={act} />;
    case "irregularity":
    case "misconduct":
      return <IncidentFields {...props} kind={act} />;
    case "hand-in":
    case "void":
      return <FinalFields {...props} act={act} />;
    case "admit":
    case "unvoid":
      return <ReasonFields {...props} act={act} />;
  }
}

interface ActFormProps extends FormProps {
  act: ActId;
  close: () => void;
}

/** One act on whom is meant; it takes the focus, so that a number or Enter does it. */
export function ActForm({ act, close, ...props }: ActFormProps) {
  const { t } = useSpeech();
  const form = useRef<HTMLElement>(null);
  useEffect(() => {
    const first = act === "message" ? "textarea" : "[data-chip]";
    form.current?.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
  }, [act]);
  return (
    <section ref={form} className={styles.form} aria-labelledby="act-form">
      <div className={styles.heading}>
        <h3 id="act-form">
          {t(`act.${act}`)} · {props.target.name}
        </h3>
        <Button size="small" onClick={close}>
          {t("acts.back")}
        </Button>
      </div>
      {fields(act, props)}
    </section>
  );
}
