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

/** Which part of a list is asked for, by `offset` and `limit`. */
export function pageOf({ query }: Request, usual: number, most: number): { offset: number; limit: number } {
  const number = (value: unknown, standard: number) =>
    /^\d{1,9}$/.test(String(value)) ? Number(value) : standard;
  return { offset: number(query.offset, 0), limit: Math.min(number(query.limit, usual), most) };
}
