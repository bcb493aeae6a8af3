import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { Histogram, type Registry } from "prom-client";

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

/**
 * One log line and one measurement for each request: its method, route, status and time. The route is
 * its pattern, because the path that was typed, the query, the headers and the body may hold anything.
 */
export function observeRequests(logger: Logger, registry: Registry): RequestHandler {
  const seconds = new Histogram({
    name: "kaochang_http_request_seconds",
    help: "Time from a request's arrival to the end of its reply",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  return (request, response, next) => {
    const began = performance.now();
    response.once("finish", () => {
      const labels = { method: request.method, route: routeOf(request), status: response.statusCode };
      const ms = performance.now() - began;
      seconds.observe(labels, ms / 1000);
      logger[levelOf(response)]({ ...labels, ms: Math.round(ms * 10) / 10 }, "request");
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
