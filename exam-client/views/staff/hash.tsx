import { Button } from "antd";
import { useState } from "react";
import { copyText } from "./copy.ts";
import styles from "./hash.module.css";
import { useSpeech } from "./i18n/words.ts";

/** In groups of eight, as people compare them by eye. */
function grouped(hex: string): string {
  return hex.match(/.{1,8}/g)?.join(" ") ?? "";
}

/** A hash in small print, to copy or to read aloud. */
export function Hash({ label, value }: { label: string; value: string }) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState(false);
  const copy = () => void copyText(value).then(setCopied);
  return (
    <div className={styles.hash}>
      <div className={styles.label}>
        {label}
        <Button size="small" type="link" onClick={copy} aria-label={`${t("app.copy")}：${label}`}>
          {t(copied ? "app.copied" : "app.copy")}
        </Button>
      </div>
      <code>{grouped(value)}</code>
    </div>
  );
}
