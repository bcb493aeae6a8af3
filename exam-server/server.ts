import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { createHttpTerminator } from "http-terminator";
import { pino } from "pino";
import { Server } from "socket.io";
import {
  type AutomaticBackups,
  type BackupParts,
  openAutomaticBackups,
} from "./archive/automatic-backups.ts";
import { openArchive } from "./archive/make.ts";
import { openSigningKey } from "./archive/signing-key.ts";
import type { Config } from "./config.ts";
import { type Delivery, openDelivery } from "./delivery/delivery.ts";
import type { Limit, Thresholds } from "./delivery/guards.ts";
import { openMachine } from "./delivery/guards-machine.ts";
import { type Guards, openGuards } from "./delivery/guards-watch.ts";
import { openPlanning, type Planning } from "./delivery/plan/planning.ts";
import { openPrintData, type PrintDataParts } from "./delivery/print-data.ts";
import { openResults } from "./delivery/results/results.ts";
import { fixture } from "./fixtures.ts";
import { shippedForm, shippedSyllabuses } from "./library.ts";
import { qualificationChoices } from "./plan-choices.ts";
import { openPrintJobs } from "./print/jobs.ts";
import { maxMessageBytes, type ServerWarning } from "./protocol/messages.ts";
import { lastRehearsal } from "./rehearsal/last-report.ts";
import { sparingReport } from "./sparing-report.ts";
import { lockFolder } from "./store/sqlite/lock.ts";
import { openSqliteStore } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { openTls, type Tls, tlsServerFor } from "./tls/open-tls.ts";
import { isOwnAddress, ownNames } from "./tls/own-addresses.ts";
import { admitOneByOne } from "./transport/arrivals.ts";
import { type Auth, openAuth } from "./transport/auth.ts";
import { guardConnections } from "./transport/back-pressure.ts";
import { serveCandidates } from "./transport/candidate-socket.ts";
import { admitConnections, type ConnectionParts } from "./transport/connections.ts";
import { createApp } from "./transport/http/app.ts";
import { controlRoutes } from "./transport/http/control.ts";
import { guardHealth, measureGuards, openMetrics } from "./transport/http/health.ts";
import { redaction } from "./transport/http/observe.ts";
import { planRoutes } from "./transport/http/plan.ts";
import type { Printing } from "./transport/http/print.ts";
import type { Rehearsals } from "./transport/http/rehearsal.ts";
import { resultsRoutes } from "./transport/http/results.ts";
import { scoreRoutes } from "./transport/http/results-score.ts";
import type { Reporter } from "./transport/request.ts";
import { openSebGate } from "./transport/seb.ts";
import { boundSockets, mostSockets } from "./transport/sockets-per-sign-in.ts";
import { openStaffDoor } from "./transport/staff-door.ts";
import { serveStaff } from "./transport/staff-socket.ts";
import { whenReached } from "./when-reached.ts";

const minute = 60_000;
/** Where nobody asks, no candidate is kept waiting either. */
const reachedAfterMs = 1000;
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
  /** Null when it speaks plain http only. */
  tls: RunningTls | null;
  /** Writes a failure to the server's log. */
  report: (what: string, reason: unknown) => void;
  /** Stops taking connections, lets what is under way be committed and answered, and closes the store. */
  stop(): Promise<void>;
}

/** The encrypted side of a running server. */
export interface RunningTls {
  port: number;
  /** The server's own authority; null with the centre's own certificate. */
  authority: Tls["authority"];
  /** What the technician must know, in whole sentences. */
  notes: string[];
}

export interface ServerParts {
  config: Config;
  /** Folder of the built pages. */
  dist: string;
  /** What a technician on this machine may ask of the running server, by the name of the verb. */
  control: (
    open: OpenServer,
    rehearsals: Rehearsals,
    printing: Printing,
    auth: Pick<Auth, "endStaff">,
  ) => Record<string, (request: unknown) => Promise<unknown>>;
  rehearsals: (open: OpenServer, report: Reporter) => Rehearsals;
  controlToken: string;
  /** Backs the data folder up while the server runs. */
  backUp: (file: string) => Promise<void>;
}

/** Another server has the data folder. */
export class FolderInUse extends Error {}

/**
 * The composition root of a running server: the only place that names concrete parts. Throws FolderInUse,
 * TlsFault, or what listening throws (EADDRINUSE); then nothing is left running.
 */
export async function startServer({
  config,
  dist,
  control,
  rehearsals: openRehearsals,
  controlToken,
  backUp,
}: ServerParts): Promise<RunningServer> {
  const logger = pino({ level: config.logLevel, redact: redaction }, pino.destination(2));
  const monotonic = () => performance.now();
  const report = sparingReport((what, reason) => logger.error({ err: reason }, what), monotonic);
  const unlock = lockFolder(config.dataDir);
  if (!unlock) throw new FolderInUse(config.dataDir);
  const tls = await openTls(config, ownNames(), Date.now()).catch((fault) => {
    unlock();
    throw fault;
  });
  let tlsPort: number | null = null;
  const staffDoor = openStaffDoor({
    tlsPort: () => tlsPort,
    onlyHere: config.staffAddresses === "local",
    isOwnAddress,
  });
  const store = await openSqliteStore(path.join(config.dataDir, "kaochang.sqlite"));
  const syllabuses = shippedSyllabuses();
  const machine = await openMachine(config.dataDir, monotonic);
  const guards = openGuards({
    thresholds: thresholdsOf(config),
    read: machine.read,
    note: (guard, level, reading) =>
      logger[level > 0 ? "warn" : "info"]({ guard, level, reading }, "a guard changed its level"),
  });
  const delivery = await openDelivery({
    store,
    monotonic,
    meter: machine.meter,
    shedding: guards.shedding,
    lostTimeLimit: config.lostTimeLimitMinutes * minute,
    plannedStart: (sitting) => planning.plans.beginsOf(sitting),
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
  const sebGate = openSebGate({
    required: config.seb,
    configKeys: config.sebConfigKeys,
    examKeys: config.sebExamKeys,
    quitPassword: config.sebQuitPassword,
    secret: await store.secrets.keep("seb-pass", randomBytes(32).toString("hex")),
  });
  const rehearsals = openRehearsals({ store, delivery, syllabuses }, report);
  const signing = await openSigningKey(store.secrets, randomBytes(32));
  const metrics = openMetrics();
  measureGuards(metrics, guards);
  const printJobs = openPrintJobs({
    folder: path.join(config.dataDir, "print"),
    program: path.join(fixture(".."), "exam-server", "dist", "print-thread.mjs"),
    monotonic,
    random: randomBytes,
    report,
  });
  const planning = await openPlanning({
    store,
    delivery,
    wall: Date.now,
    monotonic,
    random: randomBytes,
    qualifications: qualificationChoices(syllabuses.values()),
    formOf: shippedForm,
    lastRehearsal: () => lastRehearsal(config.dataDir),
    freeDiskBytes: () => guards.reading().freeDiskBytes,
    report,
  });
  const results = openResults({
    store,
    delivery,
    planOf: planning.plans.state,
    recheckDays: config.recheckDays,
    makeUpRule: config.makeUpCounts,
  });
  const printing = {
    data: printDataOf(store, delivery, syllabuses, {
      examResults: results.exam,
      fingerprint: signing.fingerprint,
    }),
    jobs: printJobs,
  };
  const app = createApp({
    auth,
    results: resultsRoutes(auth, results, report),
    score: scoreRoutes(auth, results),
    reports: delivery.reports,
    bank: store.bank,
    papers: delivery.papers,
    quarantine: delivery.quarantine,
    readers: delivery.readers,
    rightOf: planning.rightOf,
    roomMaps: planning.roomMaps,
    photos: planning.photos,
    health: async () => ({
      ...guardHealth(guards),
      exam: delivery.clock.now().exam,
      sittings: delivery.sittings.all().length,
    }),
    metrics,
    logger,
    dist,
    trustProxy: config.trustProxy,
    staffDoor,
    sebGate,
    rehearses: delivery.desk.rehearses,
    authority: tls?.authority ?? null,
    rehearsals,
    archives: {
      fingerprint: signing.fingerprint,
      open: (sitting) => openArchive(store, sitting, signing, delivery.clock.now().wall),
      failed: (sitting, reason) => report(`archive of sitting ${sitting}`, reason),
    },
    plans: planRoutes({
      auth,
      planning,
      staff: store.staff,
      random: randomBytes,
      uploads: path.join(config.dataDir, "uploads"),
    }),
    printing,
    control: controlRoutes(
      controlToken,
      control({ store, delivery, syllabuses }, rehearsals, printing, auth),
    ),
  });
  const http = createServer(app);
  const backups = automaticBackups(config, {
    backUp,
    shed: () => guards.levels()["disk-space"] > 0,
    report,
  });
  const warned = () => backups?.warnings() ?? [];
  const encrypted = tls && tlsServerFor(http, tls);
  const doors = { staffDoor, sebGate, trustProxy: config.trustProxy };
  const stopSockets = openSockets(http, auth, doors, delivery, planning, guards, warned, monotonic, report);
  const close = async () => {
    rehearsals.stop();
    planning.stop();
    backups?.stop();
    guards.stop();
    machine.stop();
    await printJobs.stop();
    await delivery.stop();
    await store.close();
    unlock();
  };
  const servers = encrypted ? [encrypted, http] : [http];
  const terminators = servers.map((server) =>
    createHttpTerminator({ server, gracefulTerminationTimeout: 2000 }),
  );
  const listening = async () => {
    if (encrypted) tlsPort = await listen(encrypted, config.tlsPort, config.host);
    return listen(http, config.port, config.host);
  };
  const port = await listening().catch(async (failure) => {
    await stopSockets();
    for (const server of servers) server.close();
    await close();
    throw failure;
  });
  const callOff = whenReached(servers, reachedAfterMs, () => delivery.run());
  return {
    url: urlOf(config.host, port),
    port,
    tls: tls && tlsPort !== null ? runningTls(tls, tlsPort) : null,
    report,
    store,
    delivery,
    syllabuses,
    async stop() {
      callOff();
      await stopSockets();
      await Promise.all(terminators.map((terminator) => terminator.terminate()));
      await close();
    },
  };
}

function runningTls({ authority, notes }: Tls, port: number): RunningTls {
  return { port, authority, notes };
}

function printDataOf(
  { plans, events }: Store,
  { sittings, reports }: Delivery,
  syllabuses: ReadonlyMap<string, Syllabus>,
  rest: Pick<PrintDataParts, "examResults" | "fingerprint">,
) {
  const qualificationTitle = (name: string) => syllabuses.get(name)?.title ?? name;
  const wall = Date.now;
  return openPrintData({ plans, sittings, log: events, reports, wall, qualificationTitle, ...rest });
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

/** Null where none are wished for. */
function automaticBackups(
  { backupDir, backupMinutes, backupKeep }: Config,
  parts: Pick<BackupParts, "backUp" | "shed" | "report">,
): AutomaticBackups | null {
  if (backupDir === "") return null;
  const everyMs = backupMinutes * minute;
  return openAutomaticBackups({ folder: backupDir, everyMs, keep: backupKeep, ...parts });
}

/** What decides who may come in at all, before who they are. */
type Doors = Pick<ConnectionParts, "staffDoor" | "sebGate" | "trustProxy">;

function openSockets(
  http: HttpServer,
  auth: Auth,
  doors: Doors,
  delivery: Delivery,
  { rightOf, startFacts }: Pick<Planning, "rightOf" | "startFacts">,
  guards: Guards,
  alsoWarned: () => ServerWarning[],
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
  const { room, sittings, board, acts, actNotes, quarantine, clock, desk, presence } = delivery;
  // Nobody has anything to ask outside the two namespaces.
  io.use((_socket, next) => next(new Error("not-found")));
  const candidates = io.of("/candidate");
  const staff = io.of("/staff");
  boundSockets(candidates, mostSockets.candidate, ({ data }) => data.attempt);
  boundSockets(staff, mostSockets.staff, ({ data }) => data.username);
  admitConnections({ candidates, staff, auth, attemptOf: desk.attemptOf, ...doors, report });
  serveCandidates(candidates, { room, desk, presence, clock, guards, monotonic, report });
  const stopBoard = serveStaff(staff, {
    room,
    sittings,
    rightOf,
    startFacts,
    board,
    acts,
    actNotes,
    quarantine,
    presence,
    clock,
    guards: { ...guards, warnings: () => [...guards.warnings(), ...sittings.damage(), ...alsoWarned()] },
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

function listen(http: HttpServer, port: number, host: string): Promise<number> {
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
