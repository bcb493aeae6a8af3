import { timingSafeEqual } from "node:crypto";
import express, { type RequestHandler, Router } from "express";
import { refuse } from "../../protocol/refusal.ts";
import { maxRescueBytes } from "../../protocol/rescue-file.ts";
import { send } from "./refusals.ts";

type Controls = Record<string, (request: unknown) => Promise<unknown>>;

/** The largest that a verb sends is a rescue file. */
const bodyLimit = maxRescueBytes + 4096;

/**
 * `POST /control/<verb>`: what the `kaochang` command asks of the running server. The token stands in a
 * file of the data folder that only its owner may read, so whoever has it could read the database too;
 * and it is taken from this machine only.
 */
export function controlRoutes(token: string, controls: Controls): Router {
  const router = Router();
  router.use(localOnly(token));
  router.post("/:verb", express.json({ limit: bodyLimit }), async (request, response) => {
    const { verb } = request.params;
    const control = Object.hasOwn(controls, verb) ? controls[verb] : undefined;
    if (!control) return send(response, refuse("not-found"));
    response.json(await control(request.body));
  });
  return router;
}

/** Before a body is read: nobody else may make the server hold a large one. */
function localOnly(token: string): RequestHandler {
  return (request, response, next) => {
    const { remoteAddress, localAddress } = request.socket;
    // A server bound to one address of this machine is asked from that same address.
    const local = isLoopback(remoteAddress) || remoteAddress === localAddress;
    if (local && sameToken(request.headers.authorization, `Bearer ${token}`)) next();
    else send(response, refuse("not-found"));
  };
}

function isLoopback(address: string | undefined): boolean {
  return address === "::1" || (address?.replace("::ffff:", "").startsWith("127.") ?? false);
}

function sameToken(given: string | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(given ?? ""), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
