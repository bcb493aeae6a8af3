import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./act-panel.module.css";
import { type ActId, actIds, isFinal, keyOfAct, mayBegin, partOf } from "./acts.ts";

interface GridProps {
  /** To how many of whom is meant each act can be done now. */
  counts: Readonly<Record<ActId, number>>;
  /** How many are meant. */
  meant: number;
  /** Whether seats are chosen: without, most may not be begun. */
  chosen: boolean;
  begin: (act: ActId) => void;
}

/** Every act in its own place, so that hands remember it; what cannot be done now is pale. */
export function ActGrid({ counts, meant, chosen, begin }: GridProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.grid}>
      {actIds.map((act) => {
        const part = partOf(act, counts[act], meant, chosen);
        return (
          <button
            key={act}
            type="button"
            data-final={isFinal(act)}
            disabled={!mayBegin(act, counts[act], chosen)}
            aria-keyshortcuts={keyOfAct(act)}
            onClick={() => begin(act)}
          >
            <span>
              {t(`act.${act}`)}
              {part !== null && <small> {part}</small>}
            </span>
            <i aria-hidden="true">{keyOfAct(act).toUpperCase()}</i>
          </button>
        );
      })}
    </div>
  );
}
