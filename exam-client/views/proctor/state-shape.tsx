import { memo } from "react";
import { palette } from "../staff/palette.ts";
import type { SeatState } from "./tally.ts";

/** Drawn, because old PCs have no font that holds such signs; told apart without colour. */
const shapes: Record<SeatState, { path: string; color: string }> = {
  "not-arrived": {
    path: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z",
    color: palette.quiet,
  },
  "signed-in": {
    path: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
    color: palette.quiet,
  },
  waiting: { path: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2v8a4 4 0 0 1 0-8Z", color: palette.accent },
  unbegun: {
    path: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM7 5.5v5L11 8Z",
    color: palette.accent,
  },
  answering: { path: "M4 2.5v11L13.5 8Z", color: palette.good },
  offline: {
    path: "m3.6 2 4.4 4.4L12.4 2 14 3.6 9.6 8l4.4 4.4-1.6 1.6L8 9.6 3.6 14 2 12.4 6.4 8 2 3.6Z",
    color: palette.alarm,
  },
  suspended: { path: "M4 3h3v10H4ZM9 3h3v10H9Z", color: palette.warn },
  collecting: { path: "M7 2h2v6h3.5L8 13 3.5 8H7ZM3 13.5h10V15H3Z", color: palette.warn },
  "handed-in": { path: "m6.2 13.2-4.6-4.6 1.6-1.6 3 3 6.6-6.7 1.6 1.6Z", color: palette.text },
  forced: { path: "M3 3h10v10H3Zm2 2v6h6V5Z", color: palette.text },
  "time-up": { path: "M3 3h10v10H3Z", color: palette.text },
  absent: { path: "M2 7h12v2H2Z", color: palette.quiet },
};

/** Drawn again only when the state changes: five hundred of them stand on one map. */
export const StateShape = memo(function StateShape({
  state,
  size = 14,
}: {
  state: SeatState;
  size?: number;
}) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" style={{ flex: "none" }}>
      <path d={shapes[state].path} fill={shapes[state].color} fillRule="evenodd" />
    </svg>
  );
});

export function stateColor(state: SeatState): string {
  return shapes[state].color;
}
