import type { ActEvent } from "./act-events.ts";
import { creditOf, stretchOf } from "./pauses.ts";
import { type Pause, type Proctored, withWithdrawn } from "./proctored.ts";
import type { AttemptFacts, Now, PreparedAttempt } from "./state.ts";

type Changed = Partial<Pick<AttemptFacts, "proctored" | "granted" | "changes">>;

/** What an act changes of an attempt's state. */
export function withAct(state: PreparedAttempt, event: ActEvent, at: Now): Changed {
  const { proctored } = state;
  const but = (news: Partial<Proctored>): Changed => ({ proctored: { ...proctored, ...news } });
  switch (event.type) {
    case "suspended":
      return but({ pauses: [...proctored.pauses, begun(proctored, event.data, at)] });
    case "pause-seen":
      return but({ pauses: proctored.pauses.map((one) => ({ ...one, seenAt: one.seenAt ?? at.exam })) });
    case "resumed":
      return resumed(state, event.data, at);
    case "hand-in-forced":
      return {};
    case "voided":
      return but({ voided: { ...event.data, wall: at.wall } });
    case "unvoided":
      return but({ voided: null });
    case "entry-admitted":
      return but({ admittedAt: at.exam });
    case "paper-withdrawn":
      return but({ withdrawn: true });
    case "person-confirmed":
      return but({ personConfirmed: event.data.by });
    case "identity-doubted":
      return but({ identityDoubted: true, identityDoubts: proctored.identityDoubts + 1 });
    case "identity-doubt-ended":
      return but({ identityDoubted: false });
    case "seat-moved":
      return but({ movedTo: event.data.to, left: withLeft(proctored) });
    case "incident-recorded":
      return but({ incidents: [...proctored.incidents, incidentAt(proctored, event.data, at)] });
    case "incident-withdrawn":
      return but({ incidents: withWithdrawn(proctored.incidents, event.data) });
    case "message-sent": {
      const { id, text } = event.data;
      return but({ unseen: [...proctored.unseen, { id, text, at: at.exam, shown: false }] });
    }
    case "message-shown": {
      const { id } = event.data;
      return but({ unseen: proctored.unseen.map((one) => (one.id === id ? { ...one, shown: true } : one)) });
    }
    case "message-seen":
      return but({ unseen: proctored.unseen.filter(({ id }) => id !== event.data.id) });
    default:
      return event satisfies never;
  }
}

/** It belongs to the room where the candidate sat then, wherever they are moved afterwards. */
function incidentAt({ movedTo }: Proctored, data: DataOf<"incident-recorded">, at: Now) {
  return { ...data, ...at, movedTo, withdrawn: null };
}

function withLeft({ movedTo, left }: Proctored): Proctored["left"] {
  return movedTo === null ? left : [...left, movedTo];
}

type DataOf<T extends ActEvent["type"]> = Extract<ActEvent, { type: T }>["data"];

/** A screen that is blank already needs not say so again. */
function begun({ pauses }: Proctored, { kind, credited }: DataOf<"suspended">, at: Now): Pause {
  const blank = pauses.some(({ seenAt }) => seenAt !== null);
  return { kind, credited, since: at.exam, seenAt: blank ? at.exam : null };
}

function resumed(state: PreparedAttempt, { kind, credit }: DataOf<"resumed">, at: Now): Changed {
  const { proctored, granted, changes } = state;
  const stretches = proctored.pauses.filter((one) => one.kind === kind);
  const pauses = proctored.pauses.filter((one) => one.kind !== kind);
  const over = [...proctored.over, ...stretches.flatMap((one) => stretchOf(state, one, at.exam))];
  if (credit === 0) return { proctored: { ...proctored, pauses, over } };
  const stood = proctored.stood + credit;
  const paid = { ...proctored, pauses, over, stood, paidUntil: at.exam };
  // Before the own start only the doors stood still: the attempt's time is whole.
  if (state.phase === "prepared") return { proctored: paid };
  return { proctored: paid, granted: granted + credit, changes: changes + 1 };
}

/** Ends every pause: the first that ends pays for all. */
export function endPauses(state: PreparedAttempt, by: string, now: Now): ActEvent[] {
  return state.proctored.pauses.map(({ kind }, place) => {
    const credit = place === 0 ? creditOf(state, now.exam) : 0;
    return { type: "resumed", data: { kind, credit, by } };
  });
}
