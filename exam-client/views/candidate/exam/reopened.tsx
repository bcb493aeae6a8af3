import { useWords } from "../../../i18n/words.ts";
import { useAttempt, useDesk } from "../context.ts";

/** The hand-in was undone: said in the place of who sits here, until it is put away. */
export function Reopened() {
  const words = useWords();
  const desk = useDesk();
  const reopened = useAttempt((state) => state.reopened);
  return (
    <div className={reopened ? "added-time" : undefined} role="status">
      {reopened && (
        <>
          <span>{words("reopened.notice")}</span>
          <button type="button" className="quiet" onClick={desk.dismissReopened}>
            {words("added.read")}
          </button>
        </>
      )}
    </div>
  );
}
