import type { Monotonic } from "../transport/clock-sync.ts";
import type { AttemptState, AttemptStore, Stranded } from "./attempt.ts";

/** A switch that is restarted takes about a minute; nobody needs to be asked for help before. */
const awhileMs = 15_000;
const longMs = 60_000;

function strandedFor(ms: number): Stranded {
  if (ms > longMs) return "long";
  return ms > awhileMs ? "awhile" : "no";
}

const isStranded = ({ online, box }: AttemptState) => !online && box.pending.length > 0;

/** Keeps `stranded` in the store; the function returned is to be called often. */
export function watchStranded(store: AttemptStore, monotonic: Monotonic): () => void {
  let since: number | null = null;
  return () => {
    const state = store.getState();
    since = isStranded(state) ? (since ?? monotonic()) : null;
    const stranded = since === null ? "no" : strandedFor(monotonic() - since);
    if (stranded !== state.stranded) store.setState({ stranded });
  };
}
