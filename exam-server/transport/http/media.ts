import { Router } from "express";
import type { SealedPapers } from "../../delivery/sealed-papers.ts";
import { refuse } from "../../protocol/refusal.ts";
import type { BankStore } from "../../store/store.ts";
import type { Auth } from "../auth.ts";
import { send } from "./refusals.ts";

/**
 * `/media/sealed/:name`: pictures as candidates get them, sealed, because they come before the start.
 * `/media/:sha256`: pictures of items, for staff. A name is made from the content, so it never changes.
 */
export function mediaRoutes(
  auth: Auth,
  bank: Pick<BankStore, "media">,
  papers: Pick<SealedPapers, "picture">,
): Router {
  const router = Router();
  router.get("/sealed/:name", async (request, response) => {
    const someone = await auth.whoIs(request.headers.cookie, "candidate");
    if (someone === null) return send(response, refuse("not-signed-in"));
    const sealed = await papers.picture(request.params.name);
    if (sealed === undefined) return send(response, refuse("not-found"));
    response.set("Cache-Control", "private, max-age=31536000, immutable");
    response.type("application/octet-stream").send(sealed);
  });
  router.get("/:sha256", async (request, response) => {
    const someone = await auth.whoIs(request.headers.cookie, "staff");
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
