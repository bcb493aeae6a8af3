import type { ReplayMark } from "@kaochang/exam-server/protocol/replay.ts";
import { palette } from "../../staff/palette.ts";

/** Each kind of step has a shape and a lane of its own on the time line; colour comes third. */
export const markShapes: Record<ReplayMark, { shape: string; colour: string }> = {
  answer: { shape: "│", colour: palette.accent },
  flag: { shape: "⚑", colour: palette.warn },
  waiting: { shape: "?", colour: palette.warn },
  outage: { shape: "✕", colour: palette.alarm },
  pause: { shape: "‖", colour: palette.warn },
  time: { shape: "+", colour: palette.good },
  move: { shape: "⇄", colour: palette.text },
  message: { shape: "✉", colour: palette.text },
  incident: { shape: "!", colour: palette.alarm },
  signal: { shape: "○", colour: palette.quiet },
  server: { shape: "▣", colour: palette.alarm },
  phase: { shape: "■", colour: palette.quiet },
};
