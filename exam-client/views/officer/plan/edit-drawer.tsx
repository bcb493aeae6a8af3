import type { Plan } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Drawer } from "antd";
import type { ReactNode } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import type { Change } from "./use-change.ts";

interface EditDrawerProps {
  title: string;
  size: number;
  change: Pick<Change<never[]>, "busy" | "failure" | "clear">;
  take: (plan: Plan) => void;
  save: () => void;
  close: () => void;
  /** Why it cannot be saved yet. */
  unfinished?: string | null;
  /** Beside the buttons: what else can be done with the thing. */
  extra?: ReactNode;
  children: ReactNode;
}

/** Inside the frame, whose custom properties hold the colours; antd would put it beside. */
const frame = () => document.getElementById("staff-main")?.parentElement ?? document.body;

/** A form at the side of the page; what is typed stays until it is saved or thrown away. */
export function EditDrawer(props: EditDrawerProps) {
  const { title, size, change, take, save, close, unfinished = null, extra, children } = props;
  const { t } = useSpeech();
  return (
    <Drawer
      open
      title={title}
      size={size}
      onClose={close}
      mask={{ closable: false }}
      keyboard={false}
      getContainer={frame}
      footer={
        <div className={styles.buttons}>
          <Button type="primary" loading={change.busy} disabled={unfinished !== null} onClick={save}>
            {t("plan.save")}
          </Button>
          <Button onClick={close}>{t("app.cancel")}</Button>
          {unfinished && <span role="status">{unfinished}</span>}
          <span className={styles.rest} />
          {extra}
        </div>
      }
    >
      <div className={styles.drawer}>
        <ChangeNotice change={change} take={take} />
        {children}
      </div>
    </Drawer>
  );
}
