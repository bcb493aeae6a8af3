import type { ReplayStep } from "@kaochang/exam-server/protocol/replay.ts";
import { useEffect, useRef, useState } from "react";
import { afterSteps, boundsOf, type Moment, momentAt } from "./playback.ts";

export const speeds = [1, 10, 60, 300] as const;
export type Speed = (typeof speeds)[number];

/** As often as a person sees a clock move; more would only redraw the same. */
const frameMs = 200;

/** Plays the steps against the page's own clock, as fast as is asked for. */
export function usePlayback(steps: readonly ReplayStep[]) {
  const { from, to } = boundsOf(steps);
  const [moment, setMoment] = useState<Moment>(() => momentAt(steps, from));
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(60);
  const last = useRef(0);
  const ended = moment.at >= to && moment.played >= steps.length;
  useEffect(() => {
    if (!playing || ended) return;
    last.current = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const passed = (now - last.current) * speed;
      last.current = now;
      setMoment(({ at }) => momentAt(steps, Math.min(at + passed, to)));
    }, frameMs);
    return () => clearInterval(timer);
  }, [playing, ended, speed, steps, to]);

  return {
    moment,
    bounds: { from, to },
    playing: playing && !ended,
    speed,
    setSpeed,
    /** At the end it begins again. */
    toggle: () => {
      if (ended) setMoment(momentAt(steps, from));
      setPlaying(ended || !playing);
    },
    seek: (at: number) => setMoment(momentAt(steps, at)),
    /** One step forth or back, and stands still there. */
    step: (by: 1 | -1) => {
      setPlaying(false);
      setMoment(({ played }) => afterSteps(steps, played + by));
    },
    /** To just after one step. */
    goTo: (place: number) => {
      setPlaying(false);
      setMoment(afterSteps(steps, place + 1));
    },
  };
}

export type Playback = ReturnType<typeof usePlayback>;
