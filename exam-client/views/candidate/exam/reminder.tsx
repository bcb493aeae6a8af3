import { useEffect, useRef, useState } from "react";
import { useWords } from "../../../i18n/words.ts";
import { useClock } from "../context.ts";

const shownMs = 8_000;

/** 10 and 5 minutes left: closes by itself and never takes the focus. */
export function Reminder() {
  const words = useWords();
  const reminder = useClock((state) => state.reminder);
  const [shown, setShown] = useState(false);
  /** What was crossed before this page came up, or while it was covered, is no longer true. */
  const past = useRef(reminder);
  useEffect(() => {
    if (reminder === null || reminder === past.current) return;
    setShown(true);
    const timer = setTimeout(() => setShown(false), shownMs);
    return () => clearTimeout(timer);
  }, [reminder]);
  return (
    <div className="reminder-place" role="status">
      {shown && reminder && (
        <p className="reminder">{words("reminder", { minutes: Math.round(reminder.at / 60_000) })}</p>
      )}
    </div>
  );
}
