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
import type { Limit, Thresholds } from "./delivery/guards.ts";
import { openMachine } from "./delivery/guards-machine.ts";
import { type Guards, openGuards } from "./delivery/guards-watch.ts";
import { fixture } from "./fixtures.ts";
import { shippedSyllabuses } from "./library.ts";
import { maxMessageBytes } from "./protocol/messages.ts";
import { sparingReport } from "./sparing-report.ts";
import { lockFolder } from "./store/sqlite/lock.ts";
import { openSqliteStore } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { admitOneByOne } from "./transport/arrivals.ts";
import { type Auth, openAuth } from "./transport/auth.ts";
import { guardConnections } from "./transport/back-pressure.ts";
import { serveCandidates } from "./transport/candidate-socket.ts";
import { admitConnections } from "./transport/connections.ts";
import { createApp } from "./transport/http/app.ts";
import { controlRoutes } from "./transport/http/control.ts";
import { guardHealth, measureGuards, openMetrics } from "./transport/http/health.ts";
import { redaction } from "./transport/http/observe.ts";
import type { Rehearsals } from "./transport/http/rehearsal.ts";
import type { Reporter } from "./transport/request.ts";
import { boundSockets, mostSockets } from "./transport/sockets-per-sign-in.ts";
import { serveStaff } from "./transport/staff-socket.ts";

const minute = 60_000;
const megabyte = 1024 ** 2;

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
  control: (
    open: OpenServer,
    rehearsals: Rehearsals,
  ) => Record<string, (request: unknown) => Promise<unknown>>;
  rehearsals: (open: OpenServer, report: Reporter) => Rehearsals;
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
  rehearsals: openRehearsals,
  controlToken,
}: ServerParts): Promise<RunningServer> {
  const logger = pino({ level: config.logLevel, redact: redaction }, pino.destination(2));
  const monotonic = () => performance.now();
  const report = sparingReport((what, reason) => logger.error({ err: reason }, what), monotonic);
  const unlock = lockFolder(config.dataDir);
  if (!unlock) throw new FolderInUse(config.dataDir);
  const store = await openSqliteStore(path.join(config.dataDir, "kaochang.sqlite"));
  const syllabuses = shippedSyllabuses();
  const machine = await openMachine(config.dataDir, monotonic);
  const delivery = await openDelivery({
    store,
    monotonic,
    meter: machine.meter,
    wall: Date.now,
    syllabuses,
    rulesText: readFileSync(fixture("rules", "candidate-rules.md"), "utf8"),
    remindAt: config.remindMinutes.map((minutes) => minutes * minute),
    random: randomBytes,
    report,
  });
  const auth = openAuth({
    store,
    mayEnter: delivery.desk.mayEnter,
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
  const guards = openGuards({
    thresholds: thresholdsOf(config),
    read: machine.read,
    note: (guard, level, reading) =>
      logger[level > 0 ? "warn" : "info"]({ guard, level, reading }, "a guard changed its level"),
  });
  const rehearsals = openRehearsals({ store, delivery, syllabuses }, report);
  const metrics = openMetrics();
  measureGuards(metrics, guards);
  const app = createApp({
    auth,
    reports: delivery.reports,
    bank: store.bank,
    papers: delivery.papers,
    quarantine: delivery.quarantine,
    health: async () => ({
      ...guardHealth(guards),
      exam: delivery.clock.now().exam,
      sittings: delivery.sittings.all().length,
    }),
    metrics,
    logger,
    dist,
    trustProxy: config.trustProxy,
    rehearsals,
    control: controlRoutes(controlToken, control({ store, delivery, syllabuses }, rehearsals)),
  });
  const http = createServer(app);
  const stopSockets = openSockets(http, auth, delivery, guards, monotonic, report);
  const close = async () => {
    rehearsals.stop();
    guards.stop();
    machine.stop();
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

function thresholdsOf(config: Config): Thresholds {
  const inBytes = ({ shed, warn }: Limit): Limit => ({ shed: shed * megabyte, warn: warn * megabyte });
  return {
    freeDiskBytes: inBytes(config.guardDiskMb),
    commitMs: config.guardCommitMs,
    loopDelayMs: config.guardLoopMs,
    processBytes: inBytes(config.guardProcessMb),
    freeMemoryBytes: inBytes(config.guardFreeMemoryMb),
  };
}

function openSockets(
  http: HttpServer,
  auth: Auth,
  delivery: Delivery,
  guards: Guards,
  monotonic: () => number,
  report: (what: string, reason: unknown) => void,
): () => Promise<void> {
  const io = new Server(http, {
    maxHttpBufferSize: maxMessageBytes,
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
  });
  admitOneByOne(http, delivery.saving);
  guardConnections(io, { monotonic, report });
  const { room, sittings, board, quarantine, clock, desk, presence } = delivery;
  // Nobody has anything to ask outside the two namespaces.
  io.use((_socket, next) => next(new Error("not-found")));
  const candidates = io.of("/candidate");
  const staff = io.of("/staff");
  boundSockets(candidates, mostSockets.candidate, ({ data }) => data.attempt);
  boundSockets(staff, mostSockets.staff, ({ data }) => data.username);
  admitConnections({ candidates, staff, auth, attemptOf: desk.attemptOf, report });
  serveCandidates(candidates, { room, desk, presence, clock, guards, monotonic, report });
  const stopBoard = serveStaff(staff, {
    room,
    sittings,
    board,
    quarantine,
    clock,
    guards: { ...guards, warnings: () => [...guards.warnings(), ...sittings.damage()] },
    monotonic,
    report,
  });
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
