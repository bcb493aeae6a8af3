import type { Request, RequestHandler } from "express";
import type { z } from "zod";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import { send } from "./refusals.ts";

type Answer = { ok: true } | Refusal;

/** A route that answers with what the function gives. */
export function answering(answer: (request: Request) => Promise<Answer>): RequestHandler {
  return async (request, response) => send(response, await answer(request));
}

/** The request's body in the shape asked for, or the refusal that says where it is wrong. */
export function bodyOf<T>(schema: z.ZodType<T>, request: Request): { ok: true; body: T } | Refusal {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return { ok: true, body: parsed.data };
  return refuse("bad-message", parsed.error.issues[0]?.path.join("."));
}

/** The other end's address, by which tries are counted. */
export function addressOf(request: Request): string {
  return request.ip ?? "unknown";
}
