import { type Response, Router } from "express";
import type { FoundPhoto, Photos } from "../../delivery/plan/photos.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { Auth } from "../auth.ts";
import { send } from "./refusals.ts";

/** `/api/candidate/photo`: one's own. `/api/staff/attempts/:id/photo`: of whoever sits there, for proctors of the room and officers. */
export function photoRoutes(auth: Auth, photos: Photos): Router {
  const router = Router();
  router.get("/candidate/photo", async (request, response) => {
    const me = await auth.whoIs(request.headers.cookie, "candidate");
    if (me === null) return send(response, refuse("not-signed-in"));
    // Lab PCs are shared: nothing of it stays there.
    response.set("Cache-Control", "no-store");
    sendPhoto(response, await photos.ofCandidate(me.subject));
  });
  router.get("/staff/attempts/:id/photo", async (request, response) => {
    const me = await auth.whoIs(request.headers.cookie, "staff");
    if (me === null) return send(response, refuse("not-signed-in"));
    if (!me.roles.some((role) => role === "proctor" || role === "officer")) {
      return send(response, refuse("wrong-role"));
    }
    const who = { username: me.subject, roles: me.roles };
    const found = await photos.ofAttempt(String(request.params.id), who);
    // Kept by this browser, and never shown without asking again whether it may.
    if (found === null || found.ok) response.set("Cache-Control", "private, no-cache");
    sendPhoto(response, found);
  });
  return router;
}

/** No photo is an empty reply, not an error: a browser would tell of it in its console at each face that is missing. */
function sendPhoto(response: Response, found: FoundPhoto | null | Refusal): void {
  if (found === null) {
    response.status(204).end();
    return;
  }
  if (!found.ok) {
    send(response, found);
    return;
  }
  response.set("ETag", `"${found.name}"`);
  response.type("image/jpeg").send(Buffer.from(found.bytes));
}
