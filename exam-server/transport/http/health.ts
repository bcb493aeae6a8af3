import { Router } from "express";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Guards } from "../../delivery/guards-watch.ts";

/** `ok` says whether the server can do its work; what stands beside it is for the technician and holds nothing personal. */
export type Health = { ok: boolean } & Record<string, string | number | boolean>;

/** A registry that already measures the process. */
export function openMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "kaochang_" });
  return registry;
}

/** What the guards see, as `/healthz` says it: `ok` is false while answers cannot be stored. */
export function guardHealth({ shedding, levels }: Pick<Guards, "shedding" | "levels">): Health {
  const raised = Object.entries(levels()).filter(([, level]) => level > 0);
  return {
    ok: levels()["not-stored"] === 0,
    shedding: shedding(),
    guards: raised.map(([kind, level]) => `${kind}=${level}`).join(" "),
  };
}

/** The guards' levels (0 well, 1 telemetry is shed, 2 staff are warned) and what they last measured. */
export function measureGuards(registry: Registry, { levels, reading }: Pick<Guards, "levels" | "reading">) {
  new Gauge({
    name: "kaochang_guard_level",
    help: "0 well, 1 telemetry is shed, 2 staff are warned as well",
    labelNames: ["guard"],
    registers: [registry],
    collect() {
      for (const [guard, level] of Object.entries(levels())) this.set({ guard }, level);
    },
  });
  new Gauge({
    name: "kaochang_guard_reading",
    help: "What the guards last measured: bytes, or milliseconds",
    labelNames: ["reading"],
    registers: [registry],
    collect() {
      for (const [name, value] of Object.entries(reading())) this.set({ reading: name }, Number(value));
    },
  });
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
