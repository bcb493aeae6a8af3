import { type Request, Router } from "express";
import type { LogReaders } from "../../delivery/ledger-readers.ts";
import type { RightOf } from "../../delivery/plan/watch-rights.ts";
import type { Right } from "../../delivery/reach.ts";
import type { Role } from "../../protocol/http.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import { seatingQuery } from "../../protocol/seating.ts";
import type { Auth } from "../auth.ts";
import { answering } from "./request.ts";

type Answer = { ok: true } | Refusal;

/** `/api/staff`: lost time for proctors, seating for officers and proctors, replay for officers. */
export function ledgerRoutes(auth: Auth, { ledger, seating, replays }: LogReaders, rightOf: RightOf): Router {
  const router = Router();

  /** For these roles, each with their rooms of the sitting that is named. */
  const ofSitting = (
    allowed: readonly Role[],
    answer: (sitting: string, right: Right, request: Request) => Promise<Answer>,
  ) =>
    answering(async (request) => {
      const me = await auth.whoIs(request.headers.cookie, "staff");
      if (me === null) return refuse("not-signed-in");
      if (!me.roles.some((role) => allowed.includes(role))) return refuse("wrong-role");
      const sitting = String(request.params.id);
      const right = rightOf({ username: me.subject, roles: me.roles }, sitting);
      return right === null ? refuse("wrong-room") : answer(sitting, right, request);
    });

  router.get("/sittings/:id/lost-time", ofSitting(["proctor"], ledger.lostTime));
  router.get(
    "/sittings/:id/seating",
    ofSitting(["officer", "proctor"], async (sitting, right, request) => {
      const query = seatingQuery.safeParse(request.query);
      if (!query.success) return refuse("bad-message", query.error.issues[0]?.path.join("."));
      return seating.find(sitting, query.data, right);
    }),
  );
  router.get(
    "/attempts/:id/replay",
    answering(async (request) => {
      const me = await auth.whoIs(request.headers.cookie, "staff");
      if (me === null) return refuse("not-signed-in");
      if (!me.roles.includes("officer")) return refuse("wrong-role");
      return replays.replay(String(request.params.id), request.query.points === "1");
    }),
  );
  return router;
}
