import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { useWords } from "../../i18n/words.ts";
import { beginsLabel } from "./wall-label.ts";

const minutesOf = (ms: number) => Math.floor(ms / 60_000);

/** When it is planned to begin, and how long this candidate has: theirs alone where they were granted more. */
export function OwnTime({ view: { exam, duration, clock, ownStart } }: { view: AttemptView }) {
  const words = useWords();
  const { ms, extra } = duration;
  const planned = clock.startedAt === null && exam.begins !== null && beginsLabel(exam.begins, clock.wall);
  const length = { minutes: minutesOf(ms), extra: minutesOf(extra) };
  return (
    <p className="own-time">
      {planned && <span>{words(ownStart ? "time.opens" : "time.begins", { time: planned })}</span>}
      <span>{words(extra > 0 ? "time.extra" : "time.minutes", length)}</span>
    </p>
  );
}
