import type { Refusal } from "@kaochang/exam-server/protocol/refusal.ts";
import { sebProof } from "./seb-proof.ts";
import type { NoAnswer } from "./wire.ts";

export type SignInOutcome = { ok: true } | Refusal | NoAnswer;

const answerWithinMs = 10_000;

/** Signing in and out, over HTTP, because only HTTP can set the cookie. */
export interface SignInDesk {
  signIn(admissionNumber: string, idNumber: string): Promise<SignInOutcome>;
  signOut(): Promise<SignInOutcome>;
}

export const httpSignIn: SignInDesk = {
  signIn: (admissionNumber, idNumber) => post("/api/candidate/sign-in", { admissionNumber, idNumber }),
  signOut: () => post("/api/candidate/sign-out", {}),
};

async function post(path: string, body: unknown): Promise<SignInOutcome> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), answerWithinMs);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...(await sebProof()) },
      body: JSON.stringify(body),
      credentials: "same-origin",
      signal: giveUp.signal,
    });
    return (await response.json()) as SignInOutcome;
  } catch {
    return { ok: false, code: "no-answer" };
  } finally {
    clearTimeout(timer);
  }
}
