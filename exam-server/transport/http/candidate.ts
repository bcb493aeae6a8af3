import { Router } from "express";
import { candidateSignIn } from "../../protocol/http.ts";
import { refuse } from "../../protocol/refusal.ts";
import { clearedCookie, tokenCookie } from "../auth/tokens.ts";
import type { Auth } from "../auth.ts";
import type { SebGate } from "../seb.ts";
import { send } from "./refusals.ts";
import { addressOf, bodyOf } from "./request.ts";
import type { SeenBy } from "./staff-door.ts";

export interface CandidateRouteParts {
  auth: Auth;
  sebGate: Pick<SebGate, "provesFromPage" | "passCookie">;
  seenBy: SeenBy;
  /** Whether an admission number is a simulated candidate's. */
  rehearses: (admissionNumber: string) => Promise<boolean>;
}

/** `/api/candidate`: signing in and out. Everything else of a candidate goes over the socket. */
export function candidateRoutes({ auth, sebGate, seenBy, rehearses }: CandidateRouteParts): Router {
  const router = Router();
  router.post("/sign-in", async (request, response) => {
    const given = bodyOf(candidateSignIn, request);
    if (!given.ok) return send(response, given);
    // A rehearsal simulates candidates without a browser; nobody else knows their numbers, and their papers are practice.
    if (!sebGate.provesFromPage(seenBy(request)) && !(await rehearses(given.body.admissionNumber)))
      return send(response, refuse("seb-required"));
    const result = await auth.signInCandidate(given.body, addressOf(request));
    if (!result.ok) return send(response, result);
    response.append("Set-Cookie", tokenCookie("candidate", result.token, request.secure));
    const pass = sebGate.passCookie(result.token, request.secure);
    if (pass !== null) response.append("Set-Cookie", pass);
    send(response, { ok: true });
  });
  router.post("/sign-out", async (request, response) => {
    await auth.signOut(request.headers.cookie, "candidate");
    response.append("Set-Cookie", clearedCookie("candidate"));
    send(response, { ok: true });
  });
  return router;
}
