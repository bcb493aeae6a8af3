import { Modal } from "antd";
import type { ReactNode } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./panel.module.css";

interface QuestionProps {
  open: boolean;
  busy: boolean;
  title: string;
  /** What the button that does it says. */
  confirm: string;
  done: () => void;
  cancel: () => void;
  children: ReactNode;
}

/** Asked once before what cannot be undone; leaving it as it is stands first. */
export function Question({ open, busy, title, confirm, done, cancel, children }: QuestionProps) {
  const { t } = useSpeech();
  return (
    <Modal
      open={open || busy}
      title={title}
      okText={confirm}
      cancelText={t("app.cancel")}
      onOk={done}
      onCancel={cancel}
      okButtonProps={{ disabled: busy }}
      cancelButtonProps={{ autoFocus: true }}
      mask={{ closable: false }}
    >
      <div className={styles.question}>{children}</div>
    </Modal>
  );
}
