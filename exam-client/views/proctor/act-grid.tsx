import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./act-panel.module.css";
import { type ActId, actIds, isFinal, keyOfAct } from "./acts.ts";

interface GridProps {
  /** To how many of whom is meant each act can be done now. */
  counts: Readonly<Record<ActId, number>>;
  /** How many are meant. */
  meant: number;
  /** Whether it may be begun: without seats chosen most may not. */
  may: (act: ActId) => boolean;
  begin: (act: ActId) => void;
}

/** Every act in its own place, so that hands remember it; what cannot be done now is pale. */
export function ActGrid({ counts, meant, may, begin }: GridProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.grid}>
      {actIds.map((act) => {
        const some = counts[act] < meant && counts[act] > 0;
        return (
          <button
            key={act}
            type="button"
            data-final={isFinal(act)}
            disabled={!may(act)}
            aria-keyshortcuts={keyOfAct(act)}
            onClick={() => begin(act)}
          >
            <span>
              {t(`act.${act}`)}
              {some && <small> {counts[act]}</small>}
            </span>
            <i aria-hidden="true">{keyOfAct(act).toUpperCase()}</i>
          </button>
        );
      })}
    </div>
  );
}
