import { sittingEvent } from "../delivery/log-stream.ts";
import type { NewEvent } from "../store/store.ts";

/** One candidate's paper as their log has it. */
export interface PublishedPaper {
  admission: string | undefined;
  paper: unknown;
}

/**
 * What is published of a sitting's draw after the close, in the format of
 * `@kaochang/question-bank/sitting-bundle.ts`; null before it, when the secret is still one.
 */
export function publishedDraw(
  sittingLog: readonly NewEvent[],
  drawLog: readonly NewEvent[],
  papers: readonly PublishedPaper[],
) {
  const events = sittingLog.map(sittingEvent);
  const prepared = events.find((event) => event.type === "sitting-prepared")?.data;
  const closed = events.findLast((event) => event.type === "sitting-closed")?.data;
  if (!prepared || !closed) return null;
  const { exam, secretHash, rosterHash, bankDigest, blueprintDigest } = prepared;
  return {
    format: "kaochang-sitting/1",
    exam,
    secret: closed.secret,
    ...JSON.parse(drawLog[0]?.data ?? "{}"),
    papers,
    commitments: { secretHash, rosterHash, bankDigest, blueprintDigest },
  };
}
