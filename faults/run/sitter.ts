import type { LeftAtSeat } from "../judge/answers.ts";
import type { Ledger } from "../judge/ledger.ts";
import type { Sample } from "../judge/time.ts";
import type { Cable } from "../net/proxy.ts";
import type { OpenPage } from "../seat/page.ts";
import type { Person } from "../seat/seat.ts";
import type { Dice } from "./dice.ts";
import type { Room } from "./room.ts";

/** One try: a candidate, whatever they sit at, and what was noted of them. */
export interface Sitter {
  ledger: Ledger;
  samples: readonly Sample[];
  /** Samples left out because the suite itself was late. */
  discarded(): number;
  attempt(): string;
  /** Of every PC in use. */
  cables(): readonly Pick<Cable, "turn">[];
  /** Up to waiting for the start. */
  arrive(): Promise<void>;
  /** From the start until everything must have been collected, with the try's own trouble. */
  sit(ends: Ends): Promise<void>;
  left(): Promise<LeftAtSeat>;
  off(): Promise<void>;
}

/** Moments on the suite's clock; they move when time is granted or the server is down. */
export interface Ends {
  /** When the candidate's time ends. */
  deadline(): number;
  /** When everything must have been collected. */
  collected(): number;
}

export interface SitterParts {
  room: Room;
  person: Person;
  dice: Dice;
  openPage: OpenPage;
}

export type OpenSitter = (parts: SitterParts) => Promise<Sitter>;
