import type { RehearsalFigures, RehearsalPlan } from "../protocol/rehearsal.ts";
import type { Ledger } from "./ledger.ts";
import { busiestSecond, spreadOf } from "./measures.ts";
import { type Between, expectedEnd, isWrongTime, type Outage } from "./timekeeper.ts";

/** The usual length of the real exam, against which the pace is named. */
const examMinutes = 90;

export interface Sat {
  plan: RehearsalPlan;
  ledger: Ledger;
  /** 开考, and the length of the sitting in milliseconds. */
  started: Between;
  duration: number;
  outages: readonly Outage[];
  seats: readonly { pending: number; refused: number; quarantined: number }[];
  cutOff: number;
  lost: number;
  server: RehearsalFigures["server"];
  loadPc: RehearsalFigures["loadPc"];
}

/** All figures of a rehearsal that was sat to its end. */
export function figuresOf(sat: Sat): RehearsalFigures {
  const { plan, ledger, seats, outages, cutOff, lost, server, loadPc } = sat;
  const sum = (of: (seat: Sat["seats"][number]) => number) =>
    seats.reduce((total, seat) => total + of(seat), 0);
  const [outage] = outages;
  return {
    connections: { asked: seats.length, made: ledger.connections },
    saves: savesOf(ledger, sat.started.from),
    firstItem: spreadOf(ledger.firstItems),
    lost,
    wrongDeadlines: wrongDeadlines(sat),
    undelivered: sum(({ pending }) => pending),
    refused: sum(({ refused }) => refused),
    quarantined: sum(({ quarantined }) => quarantined),
    handedIn: ledger.handedIn,
    cutOff,
    outageMs: outage ? Math.round(outage.back.to - outage.died.from) : null,
    server,
    loadPc,
    pace: rounded(examMinutes / plan.minutes),
  };
}

function savesOf({ savedAt, latencies, resent }: Ledger, begun: number): RehearsalFigures["saves"] {
  const seconds = Math.max(1, ((savedAt.at(-1) ?? begun) - begun) / 1000);
  return {
    acknowledged: savedAt.length,
    perSecond: rounded(savedAt.length / seconds),
    peakPerSecond: busiestSecond(savedAt),
    latency: spreadOf(latencies),
    resent,
  };
}

/** Seats that were shown a wrong time even once. A seat that hears of its time after an outage must be told what that took. */
function wrongDeadlines({ ledger, started, duration, outages }: Sat): number {
  const wrong = [...ledger.told.values()].filter((times) =>
    times.some((time) => {
      const known = outages.filter(({ died }) => time.from >= died.to);
      return isWrongTime(time, duration, expectedEnd(started, duration, known));
    }),
  );
  return wrong.length;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
