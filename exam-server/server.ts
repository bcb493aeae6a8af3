import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { createHttpTerminator } from "http-terminator";
import { pino } from "pino";
import { Server } from "socket.io";
import type { Config } from "./config.ts";
import { type Delivery, openDelivery } from "./delivery/delivery.ts";
import { fixture } from "./fixtures.ts";
import { shippedSyllabuses } from "./library.ts";
import { maxMessageBytes } from "./protocol/messages.ts";
import { lockFolder } from "./store/sqlite/lock.ts";
import { openSqliteStore } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { type Auth, openAuth } from "./transport/auth.ts";
import { serveCandidates } from "./transport/candidate-socket.ts";
import { admitConnections } from "./transport/connections.ts";
import { createApp } from "./transport/http/app.ts";
import { controlRoutes } from "./transport/http/control.ts";
import { openMetrics } from "./transport/http/health.ts";
import { redaction } from "./transport/http/observe.ts";
import { serveStaff } from "./transport/staff-socket.ts";

const minute = 60_000;

/** What a server works with. */
export interface OpenServer {
  store: Store;
  delivery: Delivery;
  syllabuses: ReadonlyMap<string, Syllabus>;
}

export interface RunningServer extends OpenServer {
  /** Address under which this machine reaches it, e.g. `http://127.0.0.1:8080`. */
  url: string;
  port: number;
  /** Writes a failure to the server's log. */
  report: (what: string, reason: unknown) => void;
  /** Stops taking connections, lets what is under way be committed and answered, and closes the store. */
  stop(): Promise<void>;
}

export interface ServerParts {
  config: Config;
  /** Folder of the built pages. */
  dist: string;
  /** What a technician on this machine may ask of the running server, by the name of the verb. */
  control: (open: OpenServer) => Record<string, (request: unknown) => Promise<unknown>>;
  controlToken: string;
}

/** Another server has the data folder. */
export class FolderInUse extends Error {}

/**
 * The composition root of a running server: the only place that names concrete parts. Throws FolderInUse,
 * or what listening throws (EADDRINUSE); then nothing is left running.
 */
export async function startServer({
  config,
  dist,
  control,
  controlToken,
}: ServerParts): Promise<RunningServer> {
  const logger = pino({ level: config.logLevel, redact: redaction }, pino.destination(2));
  const report = (what: string, reason: unknown) => logger.error({ err: reason }, what);
  const monotonic = () => performance.now();
  const unlock = lockFolder(config.dataDir);
  if (!unlock) throw new FolderInUse(config.dataDir);
  const store = await openSqliteStore(path.join(config.dataDir, "kaochang.sqlite"));
  const syllabuses = shippedSyllabuses();
  const delivery = await openDelivery({
    store,
    monotonic,
    wall: Date.now,
    syllabuses,
    rulesText: readFileSync(fixture("rules", "candidate-rules.md"), "utf8"),
    remindAt: config.remindMinutes.map((minutes) => minutes * minute),
    report,
  });
  const auth = openAuth({
    store,
    // Exam time: a step of the wall clock must not sign a whole room out.
    now: () => delivery.clock.now().exam,
    random: randomBytes,
    limits: {
      tries: config.signInTries,
      triesPerAddress: config.signInTriesPerAddress,
      windowMs: config.signInTriesMinutes * minute,
    },
    signInMs: config.signInHours * 60 * minute,
  });
  const app = createApp({
    auth,
    reports: delivery.reports,
    bank: store.bank,
    health: async () => ({
      ok: true,
      exam: delivery.clock.now().exam,
      sittings: delivery.sittings.all().length,
    }),
    metrics: openMetrics(),
    logger,
    dist,
    trustProxy: config.trustProxy,
    control: controlRoutes(controlToken, control({ store, delivery, syllabuses })),
  });
  const http = createServer(app);
  const stopSockets = openSockets(http, auth, delivery, monotonic, report);
  const close = async () => {
    await delivery.stop();
    await store.close();
    unlock();
  };
  const port = await listen(http, config).catch(async (failure) => {
    await stopSockets();
    await close();
    throw failure;
  });
  const terminator = createHttpTerminator({ server: http, gracefulTerminationTimeout: 2000 });
  return {
    url: urlOf(config.host, port),
    port,
    report,
    store,
    delivery,
    syllabuses,
    async stop() {
      await stopSockets();
      await terminator.terminate();
      await close();
    },
  };
}

function openSockets(
  http: HttpServer,
  auth: Auth,
  delivery: Delivery,
  monotonic: () => number,
  report: (what: string, reason: unknown) => void,
): () => Promise<void> {
  const io = new Server(http, {
    maxHttpBufferSize: maxMessageBytes,
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 8_000,
  });
  const { room, sittings, board, clock, desk, presence } = delivery;
  // Nobody has anything to ask outside the two namespaces.
  io.use((_socket, next) => next(new Error("not-found")));
  const candidates = io.of("/candidate");
  const staff = io.of("/staff");
  admitConnections({ candidates, staff, auth, attemptOf: desk.attemptOf, report });
  serveCandidates(candidates, { room, desk, presence, clock, monotonic, report });
  const stopBoard = serveStaff(staff, { room, sittings, board, clock, monotonic, report });
  return async () => {
    stopBoard();
    io.disconnectSockets(true);
    // Not io.close(): that would close the HTTP server too, which its terminator waits for.
    io.engine.close();
  };
}

function listen(http: HttpServer, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => resolve((http.address() as AddressInfo).port));
  });
}

function urlOf(host: string, port: number): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
