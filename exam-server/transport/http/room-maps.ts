import { Router } from "express";
import type { RoomMapsOf } from "../../delivery/plan/room-maps.ts";
import type { RightOf } from "../../delivery/plan/watch-rights.ts";
import { refuse } from "../../protocol/refusal.ts";
import type { Auth } from "../auth.ts";
import { answering } from "./request.ts";

/** `/api/staff`: how the rooms stand, for whoever watches them. */
export function roomMapRoutes(auth: Auth, roomMaps: RoomMapsOf, rightOf: RightOf): Router {
  const router = Router();
  router.get(
    "/sittings/:id/rooms",
    answering(async (request) => {
      const me = await auth.whoIs(request.headers.cookie, "staff");
      if (me === null) return refuse("not-signed-in");
      if (!me.roles.some((role) => role === "proctor" || role === "officer")) return refuse("wrong-role");
      const sitting = String(request.params.id);
      const right = rightOf({ username: me.subject, roles: me.roles }, sitting);
      return right === null ? refuse("wrong-room") : { ok: true, rooms: roomMaps(sitting, right) };
    }),
  );
  return router;
}
