import type { Request, RequestHandler } from "express";
import multer from "multer";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { Auth } from "../auth.ts";
import { send } from "./refusals.ts";
import { answering } from "./request.ts";

type Answer = { ok: true } | Refusal;

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
