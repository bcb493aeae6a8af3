import type { LostTimeReport } from "@kaochang/exam-server/protocol/ledger.ts";
import type { Replay } from "@kaochang/exam-server/protocol/replay.ts";
import type { Seating, SeatingQuery } from "@kaochang/exam-server/protocol/seating.ts";
import { call } from "./http.ts";

const sittingOf = (id: string) => `/api/staff/sittings/${encodeURIComponent(id)}`;

export const fetchLostTime = (sitting: string) => call<LostTimeReport>(`${sittingOf(sitting)}/lost-time`);

export function fetchSeating(sitting: string, query: SeatingQuery) {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return call<Seating>(`${sittingOf(sitting)}/seating?${new URLSearchParams(asked)}`);
}

/** `points`: what each question earned as well. */
export const fetchReplay = (attempt: string, points: boolean) =>
  call<Replay>(`/api/staff/attempts/${encodeURIComponent(attempt)}/replay${points ? "?points=1" : ""}`);
