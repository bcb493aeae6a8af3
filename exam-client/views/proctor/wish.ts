import type { SpareSeat } from "@kaochang/exam-server/protocol/acts.ts";
import type { IncidentCategory } from "@kaochang/exam-server/protocol/incidents.ts";
import type { BoardSeat, GrantKind } from "@kaochang/exam-server/protocol/messages.ts";

/** What is done to one attempt at a time. */
export type WishOfOne =
  | { act: "reopen"; credited: boolean; reason: string }
  | { act: "confirm" }
  | { act: "release"; target: SpareSeat | null; reason: string }
  | { act: "admit" | "hand-in" | "void" | "unvoid"; reason: string };

/** What a proctor wants done, with everything that the log will hold of it. */
export type Wish =
  | WishOfOne
  | { act: "message"; text: string }
  | { act: "time"; kind: GrantKind; minutes: number; reason: string }
  | { act: "suspend"; credited: boolean; reason: string }
  | { act: "resume" | "resume-evacuation" }
  | { act: "evacuate"; reason: string }
  | { act: "incident"; incident: IncidentCategory; text: string };

/** Whom it is done to: the seats that it suits, and whether they are all of the sitting. */
export interface Target {
  seats: readonly BoardSeat[];
  /** Everybody of the sitting is meant, also who is not on this board yet. */
  all: boolean;
  /** A whole room, for an incident that concerns no single seat. */
  room: string | null;
  /** 「12座 王小明」, 「全场 45 人」. */
  name: string;
}
