import type { Request, RequestHandler } from "express";
import multer from "multer";
import type { z } from "zod";
import type { Planning } from "../../delivery/plan/planning.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { Auth } from "../auth.ts";
import { send } from "./refusals.ts";
import { answering, bodyOf } from "./request.ts";

type Answer = { ok: true } | Refusal;
type Plans = Planning["plans"];
type Rule = Parameters<Plans["change"]>[3];

/** Lets officers through and notes who it is. */
export function officersOnly(auth: Auth): RequestHandler {
  return async (request, response, next) => {
    const me = await auth.whoIs(request.headers.cookie, "staff");
    if (me === null) return send(response, refuse("not-signed-in"));
    if (!me.roles.includes("officer")) return send(response, refuse("wrong-role"));
    response.locals.username = me.subject;
    next();
  };
}

/** A route that answers; who asks has been found to be an officer before. */
export function asOfficer(
  answer: (request: Request, by: string) => Promise<Answer> | Answer,
): RequestHandler {
  return answering(async (request) => answer(request, String(request.res?.locals.username)));
}

/** What changes a plan under the version that its sender has seen: the rule is made from the checked body. */
export function changing<B extends { version: number }>(
  plans: Pick<Plans, "change">,
  schema: z.ZodType<B>,
  ruleOf: (body: B, request: Request) => Rule | Promise<Rule>,
): RequestHandler {
  return asOfficer(async (request, by) => {
    const given = bodyOf(schema, request);
    if (!given.ok) return given;
    const rule = await ruleOf(given.body, request);
    return plans.change(param(request, "plan"), given.body.version, by, rule);
  });
}

/** A part of the request's path. */
export function param(request: Request, name: string): string {
  return String(request.params[name]);
}

/** An upload whose limits are refusals. `most`: bytes of the whole request. */
export function receiving(upload: RequestHandler, most: number): RequestHandler {
  return (request, response, next) => {
    if (Number(request.headers["content-length"] ?? 0) > most) {
      // What is still being sent is not read.
      response.set("Connection", "close");
      return send(response, refuse("too-large"));
    }
    upload(request, response, (failure: unknown) => {
      if (!(failure instanceof multer.MulterError)) return next(failure);
      send(response, refuse(failure.code === "LIMIT_FILE_SIZE" ? "too-large" : "bad-message", failure.code));
    });
  };
}
