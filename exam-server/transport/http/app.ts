import express, { type Express, type RequestHandler, Router } from "express";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Quarantine } from "../../delivery/quarantine.ts";
import type { Reports } from "../../delivery/reports.ts";
import type { SealedPapers } from "../../delivery/sealed-papers.ts";
import type { BankStore } from "../../store/store.ts";
import type { Auth } from "../auth.ts";
import { candidateRoutes } from "./candidate.ts";
import { type Health, healthRoutes } from "./health.ts";
import { mediaRoutes } from "./media.ts";
import { observeRequests } from "./observe.ts";
import { pageRoutes } from "./pages.ts";
import { nothingHere, refuseErrors } from "./refusals.ts";
import { type Rehearsals, rehearsalRoutes } from "./rehearsal.ts";
import { rescueRoutes } from "./rescue.ts";
import { sameOriginOnly, securityHeaders } from "./security.ts";
import { staffRoutes } from "./staff.ts";

export interface HttpParts {
  auth: Auth;
  reports: Reports;
  bank: Pick<BankStore, "media">;
  papers: Pick<SealedPapers, "picture">;
  quarantine: Pick<Quarantine, "loadRescue">;
  rehearsals: Rehearsals;
  health: () => Promise<Health>;
  metrics: Registry;
  logger: Logger;
  /** Folder of the built pages. */
  dist: string;
  /** How many reverse proxies stand in front; 0 for none. */
  trustProxy: number;
  /** `/control`: for the technician's command on this machine. */
  control: Router;
}

/** Sign-in data are short; answers never come this way. */
const bodyLimit = 16 * 1024;

/** The HTTP side of the server: pages, sign-in, reports. Every refusal is JSON with its code. */
export function createApp(parts: HttpParts): Express {
  const { auth, bank, papers, health, metrics, logger, dist, trustProxy, control } = parts;
  const app = express();
  app.set("trust proxy", trustProxy > 0 && trustProxy);
  app.use(observeRequests(logger, metrics));
  app.use(securityHeaders());
  app.use(healthRoutes(health, metrics));
  app.use("/media", mediaRoutes(auth, bank, papers));
  app.use("/api", apiRoutes(parts));
  app.use("/control", control);
  app.use(pageRoutes(dist));
  app.use(nothingHere);
  app.use(refuseErrors(logger));
  return app;
}

const neverKept: RequestHandler = (_request, response, next) => {
  response.set("Cache-Control", "no-store");
  next();
};

function apiRoutes({ auth, reports, quarantine, rehearsals }: HttpParts): Router {
  const router = Router();
  router.use(neverKept, sameOriginOnly);
  router.use("/staff/rescue", rescueRoutes(auth, quarantine));
  router.use(express.json({ limit: bodyLimit }));
  router.use("/candidate", candidateRoutes(auth));
  router.use("/staff/rehearsal", rehearsalRoutes(auth, rehearsals));
  router.use("/staff", staffRoutes(auth, reports));
  router.use(nothingHere);
  return router;
}
