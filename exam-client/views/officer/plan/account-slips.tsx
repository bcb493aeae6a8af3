import type { AccountSlip } from "@kaochang/exam-server/protocol/plan.ts";
import { Button } from "antd";
import { useCallback, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { copyText } from "../../staff/copy.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./account-slips.module.css";
import plain from "./plan.module.css";

/** The page on which proctors sign in, as their PCs reach it. */
const signInPage = () => `${window.location.origin}/staff`;

function Slip({ slip: { username, password } }: { slip: AccountSlip }) {
  const { t } = useSpeech();
  return (
    <div role="status" className={styles.slip}>
      <span>{t("accounts.shown", { username })}</span>
      <code className={plain.password}>{password}</code>
      <small>{t("accounts.where", { page: signInPage() })}</small>
    </div>
  );
}

/** The slips alone, while they are printed: beside the page, whose frame would cut them at one sheet. */
function Sheet({ slips, printed }: { slips: readonly AccountSlip[]; printed: () => void }) {
  useEffect(() => {
    window.addEventListener("afterprint", printed);
    window.print();
    return () => window.removeEventListener("afterprint", printed);
  }, [printed]);
  const sheet = slips.map((slip) => <Slip key={slip.username} slip={slip} />);
  return createPortal(<div className={styles.sheet}>{sheet}</div>, document.body);
}

/** The one time that passwords can be read: slips to cut apart and hand over. */
export function AccountSlips({ slips, done }: { slips: readonly AccountSlip[]; done: () => void }) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState<number | null>(null);
  const [printing, setPrinting] = useState(false);
  const printed = useCallback(() => setPrinting(false), []);
  const text = slips.map(({ username, password }) => `${username}\t${password}`).join("\n");
  const copy = () => void copyText(text).then((taken) => setCopied(taken ? slips.length : null));
  return (
    <section className={styles.slips} aria-label={t("accounts.slips")}>
      <div className={styles.tools}>
        <b>{t("accounts.once")}</b>
        <span className={plain.rest} />
        <Button onClick={() => setPrinting(true)}>{t("accounts.print")}</Button>
        <Button onClick={copy}>{t(copied === slips.length ? "app.copied" : "accounts.copyAll")}</Button>
        <Button onClick={done}>{t("accounts.handed")}</Button>
      </div>
      {slips.map((slip) => (
        <Slip key={slip.username} slip={slip} />
      ))}
      {printing && <Sheet slips={slips} printed={printed} />}
    </section>
  );
}
