import express, { type Express, type RequestHandler, Router } from "express";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { LogReaders } from "../../delivery/ledger-readers.ts";
import type { Photos } from "../../delivery/plan/photos.ts";
import type { RoomMapsOf } from "../../delivery/plan/room-maps.ts";
import type { RightOf } from "../../delivery/plan/watch-rights.ts";
import type { Quarantine } from "../../delivery/quarantine.ts";
import type { Reports } from "../../delivery/reports.ts";
import type { SealedPapers } from "../../delivery/sealed-papers.ts";
import type { BankStore } from "../../store/store.ts";
import type { Auth } from "../auth.ts";
import type { SebGate } from "../seb.ts";
import type { StaffDoor } from "../staff-door.ts";
import { type Archives, archiveRoutes } from "./archive.ts";
import { candidateRoutes } from "./candidate.ts";
import { type Health, healthRoutes } from "./health.ts";
import { ledgerRoutes } from "./ledger.ts";
import { mediaRoutes } from "./media.ts";
import { observeRequests } from "./observe.ts";
import { pageRoutes } from "./pages.ts";
import { photoRoutes } from "./photos.ts";
import { type Printing, printRoutes } from "./print.ts";
import { nothingHere, refuseErrors } from "./refusals.ts";
import { type Rehearsals, rehearsalRoutes } from "./rehearsal.ts";
import { rescueRoutes } from "./rescue.ts";
import { roomMapRoutes } from "./room-maps.ts";
import { sebPageOnly, sebRoutes } from "./seb.ts";
import { sameOriginOnly, securityHeaders } from "./security.ts";
import { staffRoutes } from "./staff.ts";
import { seenThrough, staffLineOnly, staffPageDoor } from "./staff-door.ts";
import { type TrustParts, trustRoutes } from "./trust.ts";

export interface HttpParts {
  auth: Auth;
  reports: Reports;
  bank: Pick<BankStore, "media">;
  papers: Pick<SealedPapers, "picture">;
  quarantine: Pick<Quarantine, "loadRescue">;
  readers: LogReaders;
  /** Which rooms of a sitting are whose. */
  rightOf: RightOf;
  roomMaps: RoomMapsOf;
  photos: Photos;
  rehearsals: Rehearsals;
  archives: Archives;
  printing: Printing;
  /** `/api/staff/plans`, with body limits of its own. */
  plans: RequestHandler;
  /** `/api/staff/results` and `/api/candidate/score`, with body limits of their own. */
  results: RequestHandler;
  score: RequestHandler;
  health: () => Promise<Health>;
  metrics: Registry;
  logger: Logger;
  /** Folder of the built pages. */
  dist: string;
  staffDoor: StaffDoor;
  sebGate: SebGate;
  /** Whether an admission number is a simulated candidate's: these come without Safe Exam Browser. */
  rehearses: (admissionNumber: string) => Promise<boolean>;
  /** The server's own authority; null without one. */
  authority: TrustParts | null;
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
  app.use("/trust", trustRoutes(parts.authority));
  const seenBy = seenThrough(trustProxy);
  app.use("/seb", sebRoutes(parts.sebGate, seenBy));
  app.use("/staff", staffPageDoor(parts.staffDoor, seenBy, parts.authority !== null));
  app.get(["/", "/index.html"], sebPageOnly(parts.sebGate, seenBy));
  app.use(pageRoutes(dist));
  app.use(nothingHere);
  app.use(refuseErrors(logger));
  return app;
}

const neverKept: RequestHandler = (_request, response, next) => {
  response.set("Cache-Control", "no-store");
  next();
};

function apiRoutes({
  auth,
  reports,
  readers,
  rightOf,
  roomMaps,
  photos,
  quarantine,
  rehearsals,
  archives,
  printing,
  plans,
  results,
  score,
  staffDoor,
  sebGate,
  rehearses,
  trustProxy,
}: HttpParts): Router {
  const router = Router();
  router.use(neverKept, sameOriginOnly);
  const seenBy = seenThrough(trustProxy);
  router.use("/staff", staffLineOnly(staffDoor, seenBy));
  router.use("/staff/rescue", rescueRoutes(auth, quarantine));
  router.use("/staff/plans", plans);
  router.use("/staff/results", results);
  router.use("/candidate/score", score);
  router.use(photoRoutes(auth, photos));
  router.use(express.json({ limit: bodyLimit }));
  router.use("/candidate", candidateRoutes({ auth, sebGate, seenBy, rehearses }));
  router.use("/staff/rehearsal", rehearsalRoutes(auth, rehearsals));
  router.use("/staff/print", printRoutes(auth, printing, rightOf));
  router.use("/staff", archiveRoutes(auth, archives));
  router.use("/staff", ledgerRoutes(auth, readers, rightOf));
  router.use("/staff", roomMapRoutes(auth, roomMaps, rightOf));
  router.use("/staff", staffRoutes(auth, reports, rightOf));
  router.use(nothingHere);
  return router;
}
