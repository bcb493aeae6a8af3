import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { type ActId, beginning, suited } from "./acts.ts";
import type { Deed } from "./delivery.ts";
import { perform, type Refused } from "./perform.ts";
import type { Board } from "./use-board.ts";
import type { Target, Wish } from "./wish.ts";

/** A deed with what is told of it: its receipts, and to whom it was not done. */
export interface ToldDeed extends Deed {
  name: string;
  message: string | null;
  refused: readonly Refused[];
}

/** Why nothing was begun, or what the server refused. */
export type Hindrance =
  | { kind: "pick-first" | "not-now"; act: ActId }
  | { kind: "failed"; code: FailureCode };

interface State {
  /** The act whose form stands open. */
  open: ActId | null;
  busy: boolean;
  hindrance: Hindrance | null;
  /** Newest first. */
  deeds: readonly ToldDeed[];
}

const idle: State = { open: null, busy: false, hindrance: null, deeds: [] };
/** Older ones are in the log and in the list of what staff did. */
const deedsKept = 4;

let deedsMade = 0;

/** What the proctor does from the panel and by keys, one act at a time, and what came of the last ones. */
export function useActs(board: Board) {
  const [state, setState] = useState(idle);
  const change = (part: Partial<State>) => setState((before) => ({ ...before, ...part }));

  const done = (wish: Wish, target: Target, reached: number, told: Pick<ToldDeed, "message" | "refused">) =>
    setState((before) => {
      deedsMade += 1;
      const left = new Set(told.refused.map(({ seat }) => seat.attempt));
      const seats = target.seats.filter(({ attempt }) => !left.has(attempt));
      const deed: ToldDeed = { id: deedsMade, wish, before: seats, reached, name: target.name, ...told };
      return { ...idle, deeds: [deed, ...before.deeds].slice(0, deedsKept) };
    });

  const run = async (wish: Wish, target: Target): Promise<void> => {
    const { sitting } = board.store.getState();
    if (sitting === null) return;
    change({ busy: true, hindrance: null });
    const outcome = await perform(board.request, sitting.id, target, wish);
    if (outcome.ok) done(wish, target, outcome.reached, outcome);
    else change({ busy: false, hindrance: { kind: "failed", code: outcome.code } });
  };

  const begin = (act: ActId, base: Target, chosen: boolean): void => {
    const phase = board.store.getState().sitting?.phase ?? "closed";
    const seats = suited(act, base.seats, phase);
    const how = beginning(act, seats.length, chosen);
    if (how === "pick-first" || how === "not-now") change({ open: null, hindrance: { kind: how, act } });
    else if (how === "form") change({ open: act, hindrance: null });
    else if (act === "resume" || act === "confirm") void run({ act }, { ...base, seats });
  };

  return {
    state,
    begin,
    run: (wish: Wish, target: Target) => void run(wish, target),
    close: () => change({ open: null, hindrance: null }),
    dismiss: (id: number) => change({ deeds: state.deeds.filter((deed) => deed.id !== id) }),
  };
}

export type Acts = ReturnType<typeof useActs>;
