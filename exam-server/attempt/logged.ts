import type { AttemptEvent } from "./events.ts";
import type { Now } from "./state.ts";

/** An event of an attempt with the moment at which it was written. */
export interface Logged {
  event: AttemptEvent;
  at: Now;
}
