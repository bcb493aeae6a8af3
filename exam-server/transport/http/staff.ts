import { type Request, Router } from "express";
import type { RightOf } from "../../delivery/plan/watch-rights.ts";
import type { Reports } from "../../delivery/reports.ts";
import { type Role, type SittingList, type StaffMe, staffSignIn } from "../../protocol/http.ts";
import type { SittingSummary } from "../../protocol/messages.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import { clearedCookie, tokenCookie } from "../auth/tokens.ts";
import type { Auth, SignedIn } from "../auth.ts";
import { send } from "./refusals.ts";
import { addressOf, answering, bodyOf } from "./request.ts";

/** `/api/staff`: signing in and out, and what officers and proctors read. */
export function staffRoutes(auth: Auth, reports: Reports, rightOf: RightOf): Router {
  const router = Router();
  router.post("/sign-in", async (request, response) => {
    const given = bodyOf(staffSignIn, request);
    if (!given.ok) return send(response, given);
    const result = await auth.signInStaff(given.body, addressOf(request));
    if (!result.ok) return send(response, result);
    response.append("Set-Cookie", tokenCookie("staff", result.token, request.secure));
    send(response, meOf(result));
  });
  router.post("/sign-out", async (request, response) => {
    await auth.signOut(request.headers.cookie, "staff");
    response.append("Set-Cookie", clearedCookie("staff"));
    send(response, { ok: true });
  });
  const forRoles = guard(auth);
  router.get(
    "/me",
    forRoles(["officer", "proctor"], async (me) => meOf(me)),
  );
  router.get(
    "/sittings",
    forRoles(["officer", "proctor"], async ({ subject, roles }): Promise<SittingList> => {
      const mine = ({ id }: SittingSummary) => rightOf({ username: subject, roles }, id) !== null;
      return { ok: true, sittings: (await reports.sittings()).filter(mine) };
    }),
  );
  router.get(
    "/sittings/:id/results",
    forRoles(["officer"], async (_me, request) => {
      return (await reports.results(String(request.params.id))) ?? refuse("not-found");
    }),
  );
  return router;
}

function meOf({ subject, roles }: SignedIn): StaffMe {
  return { ok: true, username: subject, roles };
}

type StaffAnswer = (me: SignedIn, request: Request) => Promise<{ ok: true } | Refusal>;

/** Lets through who is signed in and has one of the roles. */
function guard(auth: Auth) {
  return (allowed: readonly Role[], answer: StaffAnswer) =>
    answering(async (request) => {
      const me = await auth.whoIs(request.headers.cookie, "staff");
      if (me === null) return refuse("not-signed-in");
      return me.roles.some((role) => allowed.includes(role)) ? answer(me, request) : refuse("wrong-role");
    });
}
