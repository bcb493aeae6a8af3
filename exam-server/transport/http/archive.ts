import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Router } from "express";
import type { ArchiveKey, Role } from "../../protocol/http.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { Auth } from "../auth.ts";
import { send } from "./refusals.ts";

/** What the server hands over of its sittings. */
export interface Archives {
  /** Of the key that signs them, as it is printed. */
  fingerprint: string;
  open(sitting: string): Promise<{ ok: true; fileName: string; bytes: AsyncIterable<Uint8Array> } | Refusal>;
  /** Hears why one could not be sent to its end. */
  failed(sitting: string, reason: unknown): void;
}

/**
 * `GET /api/staff/sittings/:id/archive` (officer): a closed sitting as one zip, sent while it is made.
 * `GET /api/staff/archive-key` (officer or proctor): `{ok: true, fingerprint}`.
 */
export function archiveRoutes(auth: Auth, archives: Archives): Router {
  const router = Router();
  router.get("/archive-key", async (request, response) => {
    const refused = await refusalFor(auth, request.headers.cookie, ["officer", "proctor"]);
    const reply = { ok: true, fingerprint: archives.fingerprint } satisfies ArchiveKey;
    send(response, refused ?? reply);
  });
  router.get("/sittings/:id/archive", async (request, response) => {
    const refused = await refusalFor(auth, request.headers.cookie, ["officer"]);
    if (refused) return send(response, refused);
    const opened = await archives.open(request.params.id);
    if (!opened.ok) return send(response, opened);
    response.attachment(opened.fileName).type("application/zip");
    // Whoever downloads sees a broken download, never a shorter archive: the connection is cut.
    await pipeline(Readable.from(opened.bytes), response).catch((reason) => {
      if (!isGone(reason)) archives.failed(request.params.id, reason);
    });
  });
  return router;
}

/** The other end closed the connection: its own affair. */
function isGone(reason: unknown): boolean {
  return reason instanceof Error && "code" in reason && reason.code === "ERR_STREAM_PREMATURE_CLOSE";
}

async function refusalFor(
  auth: Auth,
  cookie: string | undefined,
  allowed: readonly Role[],
): Promise<Refusal | null> {
  const me = await auth.whoIs(cookie, "staff");
  if (me === null) return refuse("not-signed-in");
  return me.roles.some((role) => allowed.includes(role)) ? null : refuse("wrong-role");
}
