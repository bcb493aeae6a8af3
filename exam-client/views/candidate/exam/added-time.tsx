import { type Say, useWords } from "../../../i18n/words.ts";
import { useAttempt, useDesk } from "../context.ts";

/** Time that was added: stands in the place of who sits here until it is put away, and never takes the focus. */
export function AddedTime() {
  const words = useWords();
  const desk = useDesk();
  const added = useAttempt((state) => state.added);
  return (
    <div className={added > 0 ? "added-time" : undefined} role="status">
      {added > 0 && (
        <>
          <span>{words("added.notice", { span: spanOf(words, added) })}</span>
          <button type="button" className="quiet" onClick={desk.dismissAdded}>
            {words("added.read")}
          </button>
        </>
      )}
    </div>
  );
}

function spanOf(say: Say, ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (seconds % 60 === 0) return say("added.minutes", { minutes });
  return minutes === 0
    ? say("added.seconds", { seconds })
    : say("added.both", { minutes, seconds: seconds % 60 });
}
