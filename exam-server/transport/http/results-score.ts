import express, { type Request, Router } from "express";
import type { Results } from "../../delivery/results/results.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import { recheckAsked } from "../../protocol/results.ts";
import type { Auth } from "../auth.ts";
import { answering, bodyOf } from "./request.ts";

const bodyLimit = 16 * 1024;

/** `/api/candidate/score`: a candidate's own scores, and the re-check 复核 they may ask for. */
export function scoreRoutes(auth: Auth, { scores }: Pick<Results, "scores">): Router {
  const router = Router();
  router.use(express.json({ limit: bodyLimit }));
  const asCandidate = (answer: (candidate: string, request: Request) => Promise<{ ok: true } | Refusal>) =>
    answering(async (request) => {
      const me = await auth.whoIs(request.headers.cookie, "candidate");
      return me === null ? refuse("not-signed-in") : answer(me.subject, request);
    });
  router.get(
    "/",
    asCandidate((candidate) => scores.cards(candidate)),
  );
  router.post(
    "/recheck",
    asCandidate(async (candidate, request) => {
      const given = bodyOf(recheckAsked, request);
      if (!given.ok) return given;
      return scores.askRecheck(candidate, given.body.attempt, given.body.text);
    }),
  );
  return router;
}
