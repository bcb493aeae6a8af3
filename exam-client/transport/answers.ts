import type { Change } from "@kaochang/exam-server/protocol/messages.ts";
import type { Response } from "./wire.ts";

/** What is answered and flagged, by item id. A cleared answer is absent. */
export interface Answers {
  responses: Readonly<Record<string, Response>>;
  flags: ReadonlySet<string>;
}

export const noAnswers: Answers = { responses: {}, flags: new Set() };

export function applyChange({ responses, flags }: Answers, change: Change): Answers {
  if (change.kind === "flag") return { responses, flags: withFlag(flags, change.item, change.flagged) };
  if (change.response !== null) return { responses: { ...responses, [change.item]: change.response }, flags };
  const { [change.item]: _cleared, ...rest } = responses;
  return { responses: rest, flags };
}

function withFlag(flags: ReadonlySet<string>, item: string, flagged: boolean): ReadonlySet<string> {
  const next = new Set(flags);
  if (flagged) next.add(item);
  else next.delete(item);
  return next;
}
