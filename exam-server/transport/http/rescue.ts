import express, { type RequestHandler, Router } from "express";
import type { Quarantine } from "../../delivery/quarantine.ts";
import { refuse } from "../../protocol/refusal.ts";
import { maxRescueBytes, rescueFile } from "../../protocol/rescue-file.ts";
import type { Auth } from "../auth.ts";
import { send } from "./refusals.ts";

/** What stands around the sealed bytes is short. */
const bodyLimit = maxRescueBytes + 4096;

/**
 * `POST /api/staff/rescue`: a rescue file, larger than any other request. Who may send it is looked at
 * before its bytes are read.
 */
export function rescueRoutes(auth: Auth, quarantine: Pick<Quarantine, "loadRescue">): Router {
  const router = Router();
  router.post("/", proctorsOnly(auth), express.json({ limit: bodyLimit }), async (request, response) => {
    const file = rescueFile.safeParse(request.body);
    if (!file.success) return send(response, refuse("rescue-invalid", "format"));
    send(response, await quarantine.loadRescue(file.data, String(response.locals.username)));
  });
  return router;
}

function proctorsOnly(auth: Auth): RequestHandler {
  return async (request, response, next) => {
    const me = await auth.whoIs(request.headers.cookie, "staff");
    if (me === null) return send(response, refuse("not-signed-in"));
    if (!me.roles.includes("proctor")) return send(response, refuse("wrong-role"));
    response.locals.username = me.subject;
    next();
  };
}
