import { useEffect } from "react";
import { useWords } from "../../i18n/words.ts";
import { unseenMessages } from "../../store/read.ts";
import { useAttempt, useDesk } from "./context.ts";
import { wallFace } from "./exam/clock-face.ts";

/**
 * A proctor's message, the oldest first: stays until it is put away and never takes the focus. It stands
 * beside the question, and in the page before it, so that Shift+Tab from the question leads here.
 */
export function ProctorMessage() {
  const words = useWords();
  const desk = useDesk();
  const message = useAttempt((state) => unseenMessages(state)[0]);
  const waiting = useAttempt((state) => unseenMessages(state).length);
  const clock = useAttempt((state) => state.view?.clock);
  const told = message === undefined || message.shown ? null : message.id;
  useEffect(() => {
    if (told !== null) desk.messageShown(told);
  }, [desk, told]);
  return (
    <div className="message-place" role="alert">
      {message && clock && (
        <section className="proctor-message" aria-label={words("message.heading")} key={message.id}>
          <h2>
            {words("message.heading")} <time>{wallFace(clock.wall - clock.exam + message.at)}</time>
          </h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long one scrolls, and the keyboard must reach that */}
          <p className="message-text" tabIndex={0}>
            {message.text}
          </p>
          <p className="message-foot">
            <button type="button" className="primary" onClick={() => desk.closeMessage(message.id)}>
              {words("message.read")}
            </button>
            {waiting > 1 && <span className="soft">{words("message.more", { count: waiting - 1 })}</span>}
          </p>
        </section>
      )}
    </div>
  );
}
