import type { Refusal } from "@kaochang/exam-server/protocol/refusal.ts";
import type { ScoreCards } from "@kaochang/exam-server/protocol/results.ts";
import type { NoAnswer } from "./wire.ts";

type Answer<T> = T | Refusal | NoAnswer;

const answerWithinMs = 10_000;
const root = "/api/candidate/score";

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), answerWithinMs);
  try {
    const response = await fetch(path, { credentials: "same-origin", signal: giveUp.signal, ...init });
    return (await response.json()) as T | Refusal;
  } catch {
    return { ok: false, code: "no-answer" };
  } finally {
    clearTimeout(timer);
  }
}

/** The candidate's own scores, over HTTP: nothing of an attempt that runs goes this way. */
export const fetchScores = (): Promise<Answer<ScoreCards>> => ask(root, { cache: "no-store" });

export const askRecheck = (attempt: string, text: string): Promise<Answer<{ ok: true }>> =>
  ask(`${root}/recheck`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ attempt, text }),
  });
