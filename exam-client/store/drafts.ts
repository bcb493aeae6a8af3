import type { Change } from "@kaochang/exam-server/protocol/messages.ts";
import type { Stamp } from "../transport/outbox.ts";
import type { Later } from "../transport/timers.ts";
import type { Response } from "../transport/wire.ts";
import { type AttemptStore, withDraft, withoutDrafts } from "./attempt.ts";

/** A pause in typing this long writes what stands; shorter would journal every keystroke. */
const pauseMs = 400;

export interface Drafts {
  /** Text changed in a field; the response as it stands now. */
  type(item: string, response: Response): void;
  /** Writes what is typed and not yet written. */
  flush(): void;
}

interface DraftParts {
  store: AttemptStore;
  later: Later;
  /** Whether answering is open at all. */
  mayAnswer: () => boolean;
  stamp: () => Stamp;
  write: (change: Change, stamp: Stamp) => void;
}

/** Typed text on its way to the journal: seen at once, written when the typing pauses. */
export function createDrafts({ store, later, mayAnswer, stamp, write }: DraftParts): Drafts {
  let callOff = () => {};
  const flush = () => {
    callOff();
    const { drafts } = store.getState();
    for (const [item, { response, stamp: typed }] of Object.entries(drafts)) {
      write({ kind: "respond", item, response }, typed);
    }
    store.setState(withoutDrafts(store.getState()));
  };
  return {
    type(item, response) {
      if (!mayAnswer()) return;
      callOff();
      store.setState(withDraft(store.getState(), item, { response, stamp: stamp() }));
      callOff = later(pauseMs, flush);
    },
    flush,
  };
}
