import type { ServerWarning } from "../protocol/messages.ts";
import {
  allIsWell,
  type Guarded,
  type Judgement,
  judge,
  type Levels,
  type Reading,
  type Thresholds,
} from "./guards.ts";

/** Long enough for a percentile to mean something, short enough to shed before a disk is full. */
const lookEveryMs = 5000;

export interface GuardParts {
  thresholds: Thresholds;
  read: () => Reading;
  /** Hears of each change of a level, once. */
  note: (kind: Guarded, level: number, reading: Reading) => void;
}

/** Looks at the machine again and again and says whether telemetry is shed and what staff must know. */
export function openGuards({ thresholds, read, note }: GuardParts) {
  let reading = read();
  let judgement: Judgement = { levels: allIsWell, shed: false, warnings: [] };

  const decide = (): void => {
    const before = judgement.levels;
    judgement = judge(reading, thresholds, before);
    for (const kind of changedKinds(before, judgement.levels)) note(kind, judgement.levels[kind], reading);
  };
  decide();
  const timer = setInterval(() => {
    reading = read();
    decide();
  }, lookEveryMs);

  return {
    /** Telemetry is not taken and boards are pushed seldom. */
    shedding: (): boolean => judgement.shed,
    warnings: (): ServerWarning[] => judgement.warnings,
    levels: (): Levels => judgement.levels,
    reading: (): Reading => reading,
    stop: () => clearInterval(timer),
  };
}

export type Guards = ReturnType<typeof openGuards>;

function changedKinds(before: Levels, after: Levels): Guarded[] {
  return (Object.keys(after) as Guarded[]).filter((kind) => before[kind] !== after[kind]);
}
