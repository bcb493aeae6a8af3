import { Router } from "express";
import { refuse } from "../../protocol/refusal.ts";
import type { BankStore } from "../../store/store.ts";
import type { Auth } from "../auth.ts";
import { send } from "./refusals.ts";

/** `/media/:sha256`: pictures of items, for whoever is signed in. A name is a content's hash, so it never changes. */
export function mediaRoutes(auth: Auth, bank: Pick<BankStore, "media">): Router {
  const router = Router();
  router.get("/:sha256", async (request, response) => {
    const { cookie } = request.headers;
    const someone = (await auth.whoIs(cookie, "candidate")) ?? (await auth.whoIs(cookie, "staff"));
    if (someone === null) return send(response, refuse("not-signed-in"));
    const media = await bank.media(request.params.sha256);
    if (media === undefined) return send(response, refuse("not-found"));
    response.set("Cache-Control", "private, max-age=31536000, immutable");
    // A drawing (SVG) that is opened by itself is a page: it may run nothing and fetch nothing.
    response.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.type(media.type).send(Buffer.from(media.bytes));
  });
  return router;
}
