import type { Request } from "express";
import { Router } from "express";
import type { z } from "zod";
import type { Role } from "../../protocol/http.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import {
  type RehearsalPlan,
  type RehearsalReplies,
  type RehearsalRequest,
  type RehearsalStatus,
  rehearsalPlan,
  rehearsalRequests,
} from "../../protocol/rehearsal.ts";
import type { Auth } from "../auth.ts";
import { answering, bodyOf } from "./request.ts";

/** What the program that simulates the candidates asks, by act. */
export type RehearsalDesk = {
  [N in RehearsalRequest]: (
    request: z.infer<(typeof rehearsalRequests)[N]>,
  ) => Promise<RehearsalReplies[N] | Refusal>;
};

export interface Rehearsals {
  desk: RehearsalDesk;
  status(): Promise<RehearsalStatus>;
  /** Begins one with the candidates simulated on the server's own machine. */
  begin(plan: RehearsalPlan): Promise<{ ok: true } | Refusal>;
  cancel(): { ok: true } | Refusal;
  stop(): void;
}

type Answer = { ok: true } | Refusal;

/** Asks the desk in the shape that the act has, or says where the request is wrong. */
export async function askDesk(desk: RehearsalDesk, act: string, body: unknown): Promise<Answer> {
  if (!Object.hasOwn(rehearsalRequests, act)) return refuse("not-found");
  const name = act as RehearsalRequest;
  const parsed = rehearsalRequests[name].safeParse(body);
  if (!parsed.success) return refuse("bad-message", parsed.error.issues[0]?.path.join("."));
  return desk[name](parsed.data as never);
}

/** `/api/staff/rehearsal`: the officer's button, and the desk for a simulating program on another PC of the LAN. */
export function rehearsalRoutes(auth: Auth, rehearsals: Rehearsals): Router {
  const router = Router();
  const officer = (answer: (request: Request) => Promise<Answer>) =>
    answering(async (request) => {
      const me = await auth.whoIs(request.headers.cookie, "staff");
      if (me === null) return refuse("not-signed-in");
      return me.roles.includes("officer" satisfies Role) ? answer(request) : refuse("wrong-role");
    });
  router.get(
    "/",
    officer(() => rehearsals.status()),
  );
  router.post(
    "/",
    officer(async (request) => {
      const plan = bodyOf(rehearsalPlan, request);
      return plan.ok ? rehearsals.begin(plan.body) : plan;
    }),
  );
  router.post(
    "/cancel",
    officer(async () => rehearsals.cancel()),
  );
  router.post(
    "/desk/:act",
    officer((request) => askDesk(rehearsals.desk, String(request.params.act), request.body)),
  );
  return router;
}
