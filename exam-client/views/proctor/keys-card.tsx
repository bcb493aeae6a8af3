import { Modal } from "antd";
import { useSpeech } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import { actIds, keyOfAct } from "./acts.ts";
import styles from "./keys-card.module.css";

const boardKeys: [string, StaffKey][] = [
  ["N", "keys.next"],
  ["T", "keys.view"],
  ["← → ↑ ↓", "keys.arrows"],
  ["Ctrl A", "keys.all"],
  ["1 – 9", "keys.digits"],
  ["Esc", "keys.escape"],
  ["?", "keys.help"],
];

/** Which key does what. */
export function KeysCard({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useSpeech();
  return (
    <Modal open={open} title={t("keys.title")} footer={null} onCancel={close} width={640}>
      <div className={styles.keys}>
        <section>
          <h3>{t("keys.act")}</h3>
          <dl>
            {actIds.map((act) => (
              <div key={act}>
                <dt>
                  <kbd>{keyOfAct(act).toUpperCase()}</kbd>
                </dt>
                <dd>{t(`act.${act}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>{t("keys.board")}</h3>
          <dl>
            {boardKeys.map(([key, words]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(words)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
