import type { ReplayStep } from "@kaochang/exam-server/protocol/replay.ts";
import { memo } from "react";
import { clockText } from "../../staff/durations.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { markShapes } from "./mark-shapes.ts";
import { type Bounds, marksOf } from "./playback.ts";
import styles from "./replay.module.css";

/** Where a moment stands on the line, in percent. */
function place(at: number, { from, to }: Bounds): string {
  return `${to === from ? 0 : ((at - from) / (to - from)) * 100}%`;
}

interface Band {
  kind: "outage" | "pause";
  from: number;
  to: number;
}

/** Times in which the seat was gone or stopped. */
function bandsOf(steps: readonly ReplayStep[], bounds: Bounds): Band[] {
  const bands: Band[] = [];
  for (const { mark, what, at } of steps) {
    if (mark !== "outage" && mark !== "pause") continue;
    const open = bands.filter(({ kind, to }) => kind === mark && to === bounds.to).at(-1);
    if (what === "seat-lost" || what === "suspended" || what === "evacuated")
      bands.push({ kind: mark, from: at, to: bounds.to });
    else if (open && what !== "pause-seen") open.to = at;
  }
  return bands;
}

interface LineProps {
  steps: readonly ReplayStep[];
  bounds: Bounds;
}

/** Hundreds of marks that do not change while the line is played. The list beside says the same to those who hear it. */
const Marks = memo(function Marks({ steps, bounds }: LineProps) {
  return (
    <div className={styles.marks} aria-hidden="true">
      {bandsOf(steps, bounds).map(({ kind, from, to }) => (
        <i
          key={`${kind} ${from}`}
          className={styles.band}
          data-kind={kind}
          style={{ left: place(from, bounds), width: `calc(${place(to, bounds)} - ${place(from, bounds)})` }}
        />
      ))}
      {steps.map(({ at, mark }, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the log
          key={index}
          className={styles.mark}
          data-mark={mark}
          style={{ left: place(at, bounds), color: markShapes[mark].colour }}
        >
          {markShapes[mark].shape}
        </span>
      ))}
    </div>
  );
});

/** What each shape on the line is, with how many there are. */
function Legend({ steps }: Pick<LineProps, "steps">) {
  const { t } = useSpeech();
  return (
    <ul className={styles.legend}>
      {marksOf(steps).map(({ mark, count }) => (
        <li key={mark}>
          <span aria-hidden="true" style={{ color: markShapes[mark].colour }}>
            {markShapes[mark].shape}
          </span>{" "}
          {t(`replay.mark.${mark}`)} {count}
        </li>
      ))}
    </ul>
  );
}

/** The knob moves by whole seconds; the end is reached all the same. */
const secondMs = 1000;

interface TimeLineProps extends LineProps {
  at: number;
  seek: (at: number) => void;
}

/** The whole attempt from left to right, with a knob at the moment that is played. */
export function TimeLine({ steps, bounds, at, seek }: TimeLineProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.line}>
      <Marks steps={steps} bounds={bounds} />
      <input
        type="range"
        aria-label={t("replay.line")}
        aria-valuetext={t("replay.position", { time: clockText(at - bounds.from) })}
        min={bounds.from}
        max={bounds.from + Math.ceil((bounds.to - bounds.from) / secondMs) * secondMs}
        step={secondMs}
        value={at}
        onChange={(event) => seek(Math.min(Number(event.target.value), bounds.to))}
      />
      <Legend steps={steps} />
    </div>
  );
}
