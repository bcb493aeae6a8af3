import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { Histogram, type Registry } from "prom-client";
import { type Allowance, tokenBucket } from "../token-bucket.ts";

/** Settings of a logger that hides what must not be logged, should it ever reach one. */
export const redaction = {
  paths: ["", "*.", "*.*."].flatMap((prefix) =>
    [
      "idNumber",
      "admissionNumber",
      "name",
      "password",
      "token",
      "cookie",
      "response",
      "change",
      "secret",
    ].map((field) => `${prefix}${field}`),
  ),
  censor: "[hidden]",
};

/** Lines about refused or failed requests: a page gone mad, or a stranger, must not fill the disk with them. */
const lines: Allowance = { burst: 200, perSecond: 1 };

/**
 * One log line and one measurement for each request: its method, route, status and time. The route is
 * its pattern, because the path that was typed, the query, the headers and the body may hold anything.
 * When refusals come without end, only the measurement counts them all.
 */
export function observeRequests(logger: Logger, registry: Registry): RequestHandler {
  const seconds = new Histogram({
    name: "kaochang_http_request_seconds",
    help: "Time from a request's arrival to the end of its reply",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  const worthLine = tokenBucket(lines, () => performance.now());
  return (request, response, next) => {
    const began = performance.now();
    response.once("finish", () => {
      const labels = { method: request.method, route: routeOf(request), status: response.statusCode };
      const ms = performance.now() - began;
      seconds.observe(labels, ms / 1000);
      const level = levelOf(response);
      if (level !== "debug" && !worthLine(1)) return;
      logger[level]({ ...labels, ms: Math.round(ms * 10) / 10 }, "request");
    });
    next();
  };
}

function routeOf(request: Request): string {
  const pattern: unknown = request.route?.path;
  return pattern === undefined ? "unmatched" : `${request.baseUrl}${String(pattern)}`;
}

function levelOf({ statusCode }: Response): "debug" | "info" | "warn" {
  if (statusCode >= 500) return "warn";
  return statusCode >= 400 ? "info" : "debug";
}
