import type { SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import type { StartCheck } from "@kaochang/exam-server/protocol/start.ts";
import { useCallback, useEffect, useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import type { Board } from "./use-board.ts";

interface Starting {
  asking: boolean;
  busy: boolean;
  failure: FailureCode | null;
  /** How many the clock runs for, once started from here. */
  started: number | null;
  /** Ids of the gaps that are ticked. */
  known: readonly string[];
}

const idle: Starting = { asking: false, busy: false, failure: null, started: null, known: [] };
/** Long enough to be read; after it the board says more. */
const noteMs = 60_000;
/** Who may start can change while somebody waits for it. */
const askAgainMs = 20_000;

/** What the server says of the start: asked when the card is shown, again while one may not, and when one is about to. */
function useCheck(board: Board, { id, phase }: SittingSummary) {
  const [check, setCheck] = useState<StartCheck | null>(null);
  const { request } = board;
  const ask = async () => {
    const reply = await request("start-check", { sitting: id });
    if (reply.ok) setCheck(reply);
    return reply;
  };
  const waiting = phase === "prepared" && check?.may !== true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is made anew each time and asks the same.
  useEffect(() => {
    if (!waiting) return;
    void ask();
    const timer = setInterval(() => void ask(), askAgainMs);
    return () => clearInterval(timer);
  }, [id, waiting]);
  return { check, setCheck, ask };
}

/** Asking for and confirming a start; what is missing is ticked one by one before. */
export function useStart(board: Board, sitting: SittingSummary) {
  const { check, setCheck, ask } = useCheck(board, sitting);
  const [state, setState] = useState(idle);
  const gaps = check?.gaps ?? [];
  const left = gaps.filter(({ id }) => !state.known.includes(id)).length;

  const begin = async () => {
    setState({ ...idle, busy: true });
    const reply = await ask();
    setState({ ...idle, asking: !reply.ok || reply.may, failure: reply.ok ? null : reply.code });
  };
  const start = async () => {
    setState({ ...state, busy: true, failure: null });
    const reply = await board.request("start", { sitting: sitting.id, acknowledged: [...state.known] });
    if (!reply.ok) {
      // Something has come up since: it stands in the list, not ticked.
      if ("gaps" in reply) await ask();
      return setState({ ...state, busy: false, failure: reply.code });
    }
    setState({ ...idle, started: reply.started });
    setCheck(null);
    board.store.setState({ sitting: reply.sitting });
  };
  useEffect(() => {
    if (state.started === null) return;
    const timer = setTimeout(() => setState(idle), noteMs);
    return () => clearTimeout(timer);
  }, [state.started]);
  const tick = useCallback((id: string, on: boolean) => {
    setState((present) => {
      const others = present.known.filter((one) => one !== id);
      return { ...present, known: on ? [...others, id] : others };
    });
  }, []);
  return {
    state,
    check,
    gaps,
    ready: check !== null && left === 0 && !state.busy,
    ask: () => void begin(),
    cancel: () => setState(idle),
    start: () => void start(),
    tick,
  };
}

export type StartSteps = ReturnType<typeof useStart>;
