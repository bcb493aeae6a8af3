import { Router } from "express";
import { collectDefaultMetrics, Registry } from "prom-client";

/** `ok` says whether the server can do its work; what stands beside it is for the technician and holds nothing personal. */
export type Health = { ok: boolean } & Record<string, string | number | boolean>;

/** A registry that already measures the process. */
export function openMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "kaochang_" });
  return registry;
}

/** `/healthz` → Health and `uptime` in seconds, with status 200 or 503; `/metrics` for Prometheus. */
export function healthRoutes(health: () => Promise<Health>, registry: Registry): Router {
  const router = Router();
  router.get("/healthz", async (_request, response) => {
    const present = await health().catch((): Health => ({ ok: false }));
    response.set("Cache-Control", "no-store").status(present.ok ? 200 : 503);
    response.json({ ...present, uptime: Math.round(process.uptime()) });
  });
  router.get("/metrics", async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
