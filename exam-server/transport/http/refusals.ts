import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { type Refusal, type RefusalCode, refuse } from "../../protocol/refusal.ts";

/** HTTP status of each refusal that is not a conflict with the state of things (409). */
const statuses: Partial<Record<RefusalCode, number>> = {
  "bad-message": 400,
  "not-signed-in": 401,
  "unknown-admission-number": 401,
  "wrong-id-number": 401,
  "wrong-credentials": 401,
  "account-disabled": 403,
  "tls-required": 403,
  "seb-required": 403,
  "staff-here-only": 403,
  "wrong-role": 403,
  "wrong-room": 403,
  "plan-invalid": 400,
  "not-found": 404,
  "too-large": 413,
  "too-many-tries": 429,
  "too-many-messages": 429,
  "not-stored": 503,
  "shutting-down": 503,
};

export function statusOf(code: RefusalCode): number {
  return statuses[code] ?? 409;
}

/** Sends a reply as JSON: status 200, or a refusal with its own. */
export function send(response: Response, reply: { ok: true } | Refusal): void {
  response.status(reply.ok ? 200 : statusOf(reply.code)).json(reply);
}

export const nothingHere: RequestHandler = (_request, response) => send(response, refuse("not-found"));

/**
 * The last handler: whatever was thrown becomes a refusal. A fault of the request says no more than its
 * kind, because parsers quote what was sent; a fault of ours goes to the log with its stack.
 */
export function refuseErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const refusal = refusalOf(error);
    if (refusal.code === "not-stored") logger.error({ err: error }, "request failed");
    if (response.headersSent) next(error);
    else send(response, refusal);
  };
}

function refusalOf(error: unknown): Refusal {
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status === 413) return refuse("too-large");
  if (status === 404) return refuse("not-found");
  return status >= 400 && status < 500 ? refuse("bad-message") : refuse("not-stored");
}
