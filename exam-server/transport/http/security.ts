import type { RequestHandler } from "express";
import helmet from "helmet";
import { refuse } from "../../protocol/refusal.ts";
import { send } from "./refusals.ts";

/**
 * Everything comes from this server. `style-src` allows inline styles because the staff pages' component
 * library writes its styles at run time; `ws:` stands beside 'self' because Chrome 90 does not count a
 * socket as the same origin. Nothing is here that a page over plain http in a LAN would break on or
 * only warn about: no HSTS, no upgrade of requests, no opener policy, no origin-keyed agent cluster.
 */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'", "ws:", "wss:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: "same-origin" },
  });

/**
 * Whether a request comes from a page of this host. Browsers name the origin of every POST and of every
 * socket; a program that names none carries no user's cookies by accident.
 */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Refuses what another site makes a signed-in browser send. */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  const safe = request.method === "GET" || request.method === "HEAD";
  if (safe || isSameOrigin(request.get("origin"), request.host)) next();
  else send(response, refuse("wrong-role", "origin"));
};
