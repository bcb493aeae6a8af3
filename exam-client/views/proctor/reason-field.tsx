import { Button, Input } from "antd";
import { useId } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./panel.module.css";

interface ReasonProps {
  value: string;
  /** Reasons to pick instead of typing. */
  common: readonly StaffKey[];
  change: (reason: string) => void;
}

/** Why something is done, as it will stand in the log. */
export function ReasonField({ value, common, change }: ReasonProps) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{t("reason.label")}</label>
      <Input.TextArea
        id={id}
        value={value}
        onChange={(event) => change(event.target.value)}
        maxLength={200}
        autoSize={{ minRows: 1, maxRows: 4 }}
      />
      <div className={styles.reasons}>
        {common.map((key) => (
          <Button key={key} size="small" onClick={() => change(t(key))}>
            {t(key)}
          </Button>
        ))}
      </div>
    </>
  );
}
