import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import type { Later } from "../transport/timers.ts";
import { type Ask, type FailureCode, passing } from "../transport/wire.ts";
import type { AttemptStore } from "./attempt.ts";

const againMs = 1_000;
/** Not a decision: the line broke, the server was busy, or the request overtook an entry. */
const passesHere: readonly FailureCode[] = [...passing, "entries-missing"];

interface HandInParts {
  store: AttemptStore;
  ask: Ask;
  journal: () => string;
  show: (view: AttemptView) => void;
  flush: () => void;
  later: Later;
}

export interface HandInDesk {
  handIn(): void;
  cancelHandIn(): void;
}

/** Waits for everything to be on the server, then asks for the receipt. */
export function createHandIn({ store, ask, journal, show, flush, later }: HandInParts): HandInDesk {
  const { getState, setState } = store;
  let asking = false;

  const failed = (code: FailureCode) => {
    if (passesHere.includes(code)) later(againMs, () => void attempt());
    else setState({ handIn: { kind: "refused", code } });
  };

  const attempt = async () => {
    const { handIn, box, online, view } = getState();
    if (asking || !view || handIn.kind !== "waiting" || !online || box.pending.length > 0) return;
    asking = true;
    const reply = await ask("hand-in", { journal: journal(), epoch: view.epoch, lastSeq: box.head });
    asking = false;
    // Called off meanwhile: the refusal is of no interest to anybody.
    if (!reply.ok && getState().handIn.kind !== "waiting") return;
    if (!reply.ok) return failed(reply.code);
    setState({ handIn: { kind: "none" } });
    const latest = getState().view ?? view;
    show({ ...latest, phase: "closed", paperKey: null, receipt: reply.receipt });
  };

  store.subscribe((state, before) => {
    if (state.handIn !== before.handIn || state.box !== before.box || state.online !== before.online)
      void attempt();
  });

  return {
    handIn() {
      flush();
      setState({ handIn: { kind: "waiting" } });
    },
    cancelHandIn: () => setState({ handIn: { kind: "none" } }),
  };
}
