import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import type { Later } from "../transport/timers.ts";
import { type Ask, type FailureCode, passing } from "../transport/wire.ts";
import type { AttemptState, AttemptStore } from "./attempt.ts";

/** A room's time ends for all its seats in the same second; their receipts need not. */
const spreadMs = 1_000;
const againMs = 1_000;
const passesHere: readonly FailureCode[] = [...passing, "entries-missing"];

interface NothingLeftParts {
  store: AttemptStore;
  ask: Ask;
  journal: () => string;
  later: Later;
  /** In [0, 1). */
  chance: () => number;
}

/**
 * What is shown, if the server collects and this page has no more to send. A page that shows the collecting writes
 * nothing until another view says that time is left.
 */
function finished({ stage, view, online, box, drafts }: AttemptState): AttemptView | null {
  const isCollected = stage.kind === "attempt" && view?.phase === "collecting";
  const isEmpty = box.pending.length === 0 && Object.keys(drafts).length === 0;
  return isCollected && online && isEmpty ? view : null;
}

/** After the time: says that nothing is left to wait for, so that the receipt comes before the grace has passed. */
export function watchNothingLeft({ store, ask, journal, later, chance }: NothingLeftParts): void {
  const { getState } = store;
  let busy = false;

  const ended = ({ epoch, clock: { changes } }: AttemptView) =>
    ask("nothing-left", { journal: journal(), epoch, lastSeq: getState().box.head, changes });

  const say = async () => {
    const view = finished(getState());
    const reply = view && (await ended(view));
    busy = false;
    if (reply && !reply.ok && passesHere.includes(reply.code)) plan(againMs);
  };

  const plan = (ms: number) => {
    if (busy || finished(getState()) === null) return;
    busy = true;
    later(ms, () => void say());
  };

  store.subscribe((state, before) => {
    const isNews =
      state.view !== before.view ||
      state.box !== before.box ||
      state.online !== before.online ||
      state.drafts !== before.drafts;
    if (isNews) plan(chance() * spreadMs);
  });
}
