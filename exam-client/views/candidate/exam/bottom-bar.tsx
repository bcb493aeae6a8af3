import { useWords } from "../../../i18n/words.ts";
import { last } from "../../../transport/last.ts";
import { useAttempt, useDesk } from "../context.ts";

export function BottomBar({ review, help }: { review: () => void; help: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const current = useAttempt((state) => state.current);
  const first = useAttempt((state) => state.paper?.order[0] === state.current);
  const atEnd = useAttempt((state) => last(state.paper?.order ?? []) === state.current);
  const flagged = useAttempt((state) => state.screen.flags.has(state.current));
  return (
    <nav className="bottom-bar">
      <button type="button" aria-disabled={first} onClick={() => desk.move(-1)}>
        ← {words("bar.previous")}
      </button>
      <button type="button" className="flag" aria-pressed={flagged} onClick={() => desk.flag(current)}>
        <span aria-hidden="true">⚑</span> {words(flagged ? "bar.unflag" : "bar.flag")}
      </button>
      <button type="button" className="primary" aria-disabled={atEnd} onClick={() => desk.move(1)}>
        {words("bar.next")} →
      </button>
      <span className="spring" />
      <button type="button" className="link" onClick={help}>
        {words("bar.help")} <kbd>?</kbd>
      </button>
      <button type="button" onClick={review}>
        {words("bar.handIn")}
      </button>
    </nav>
  );
}
