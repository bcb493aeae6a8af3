import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { Option } from "commander";
import { z } from "zod";
import { backUpInProcess } from "../archive/backup-process.ts";
import { type Config, settings } from "../config.ts";
import { readControlFile, removeControlFile, writeControlFile } from "../control-file.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { completeDataFolder, type FirstStart, makePractice } from "../first-start.ts";
import { fixture } from "../fixtures.ts";
import { isKeptUp, verbCommand } from "../how-to-run.ts";
import { openRehearsals } from "../rehearsal/rehearsals.ts";
import { FolderInUse, type RunningServer, type ServerParts, startServer } from "../server.ts";
import { TlsFault } from "../tls/certificate-files.ts";
import { askDesk, type Rehearsals } from "../transport/http/rehearsal.ts";
import { bankLoadRequest, loadInto } from "./bank-load.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { configOf } from "./data-dir.ts";
import { practiceLines } from "./practice-words.ts";
import { beginPrint, printCommand, printJob, printStatus } from "./print.ts";
import { decideOn, quarantineDecideRequest, quarantineListRequest, waitingIn } from "./quarantine.ts";
import { loadRescue } from "./rescue.ts";
import { endStaff, staffEndRequest } from "./staff.ts";
import { grantTime, timeGrantRequest, timeListRequest, timesOf } from "./time.ts";

const practiceRequest = z.object({
  minutes: z.number().min(0.1).max(1440).optional(),
  candidates: z.int().min(1).max(2000).optional(),
  form: z.string().max(40).optional(),
});

export const serve: Verb = (program, io) => {
  const command = program
    .command("serve")
    .description("启动考试服务器 Start the exam server")
    .option(
      "--json",
      "以一个 JSON 文档输出地址和登录信息 print the address and sign-in data as one JSON document",
    );
  for (const { flag, name, en, zh, bare, default: standard } of settings) {
    const value = bare === null ? "<value>" : "[value]";
    const option = new Option(`${flag} ${value}`, `${zh} ${en} [${name}, ${standard || '""'}]`);
    command.addOption(bare === null ? option : option.preset(bare));
  }
  command.action((options: Record<string, unknown>) => run(options, io));
};

async function run(options: Record<string, unknown>, io: Io): Promise<void> {
  const config = configOf(io, options);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const controlToken = randomBytes(32).toString("hex");
  const server = await started(config, {
    config,
    dist: path.join(fixture(".."), "exam-client", "dist"),
    controlToken,
    backUp: (file) => backUpInProcess(process.argv[1] ?? "", config.dataDir, file),
    rehearsals: (open, report) =>
      openRehearsals({
        ...open,
        dataDir: config.dataDir,
        grace: config.graceMs,
        program: process.argv[1] ?? "",
        monotonic: () => performance.now(),
        report,
      }),
    control: (open, rehearsals, printing, auth) => ({
      practice: (request) => makePractice(open, config, practiceRequest.parse(request)),
      "bank-load": (request) => loadInto(open.store, bankLoadRequest.parse(request).files),
      ...proctorControls(open.delivery),
      ...rehearsalControls(rehearsals),
      print: (request) => beginPrint(printing, printCommand.parse(request)),
      "staff-end": (request) => endStaff(auth, staffEndRequest.parse(request)),
      "print-status": (request) => printStatus(printing, printJob.parse(request).job),
    }),
  });
  stopOnSignal(server, config.dataDir);
  const first = await completeDataFolder(server, config, (sentence) => io.err(`${sentence}\n`)).catch(
    async (failure) => {
      await server.stop();
      throw failure;
    },
  );
  const tls = tlsOf(config, server);
  writeControlFile(config.dataDir, {
    url: server.url,
    tls: tls && { url: tls.url, ca: server.tls?.authority?.pem ?? null },
    token: controlToken,
    ...restartOf(server.port),
  });
  const document = {
    url: server.url,
    pages: pagesOf(server.url),
    addresses: addressesOf(config, "http", server.port),
    tls,
    dataDir: path.resolve(config.dataDir),
    ...first,
  };
  for (const note of lineNotes(config, server)) io.err(`${note}\n`);
  report(io, options.json === true, document, () => welcome(document, first));
}

function proctorControls(delivery: Delivery): ReturnType<ServerParts["control"]> {
  return {
    "time-grant": (request) => grantTime(delivery, timeGrantRequest.parse(request)),
    "time-list": (request) => timesOf(delivery, timeListRequest.parse(request).sitting),
    "quarantine-list": (request) => waitingIn(delivery, quarantineListRequest.parse(request).sitting),
    "quarantine-decide": (request) => decideOn(delivery, quarantineDecideRequest.parse(request)),
    "rescue-load": (request) => loadRescue(delivery, request),
  };
}

/** How this server is started again as it is: on the same port, also when that was any free one. */
function restartOf(port: number) {
  const names = settings.map(({ name }) => name);
  const env = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const given = process.argv.slice(1);
  const fixed = ["--port", String(port)];
  const argv = given.slice(-2).join() === fixed.join() ? given : [...given, ...fixed];
  return { pid: process.pid, argv, env: Object.fromEntries(env), cwd: process.cwd(), keptUp: isKeptUp };
}

function rehearsalControls({ desk }: Rehearsals) {
  const acts = Object.keys(desk);
  return Object.fromEntries(
    acts.map((act) => [`rehearsal-${act}`, (request: unknown) => askDesk(desk, act, request)]),
  );
}

/** Starts the server; what the user can mend becomes a sentence (a database that cannot be used does at the top, for every verb). */
async function started(config: Config, parts: ServerParts): Promise<RunningServer> {
  try {
    return await startServer(parts);
  } catch (failure) {
    if (failure instanceof FolderInUse) {
      const other = readControlFile(config.dataDir)?.url ?? "";
      throw new CommandFailure(`数据文件夹 ${config.dataDir} 正由另一个服务器使用 ${other}`.trim());
    }
    const code = failure instanceof Error && "code" in failure ? failure.code : null;
    if (failure instanceof TlsFault) throw new CommandFailure(failure.message);
    if (code === "EADDRINUSE") {
      const encrypted = config.tlsPort !== config.port && portOf(failure) === config.tlsPort;
      const [port, name] = encrypted ? [config.tlsPort, "TLS_PORT"] : [config.port, "PORT"];
      throw new CommandFailure(`端口 ${port} 已被占用，请用环境变量 ${name} 换一个`);
    }
    if (code === "EACCES")
      throw new CommandFailure(`没有权限使用端口 ${config.port} 或文件夹 ${config.dataDir}`);
    if (code === "EADDRNOTAVAIL") throw new CommandFailure(`本机没有地址 ${config.host}`);
    throw failure;
  }
}

/** Which port could not be listened on. */
function portOf(failure: unknown): number | null {
  return failure instanceof Error && "port" in failure ? Number(failure.port) : null;
}

/** The first signal stops in order; a second one, from someone who cannot wait, at once. */
function stopOnSignal(server: RunningServer, dataDir: string): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    removeControlFile(dataDir);
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // A stray rejection is a bug, but no reason to end five hundred exams: it is logged, the log is the state.
  process.on("unhandledRejection", (reason) => server.report("unhandled rejection", reason));
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function pagesOf(url: string) {
  return { candidate: `${url}/`, proctor: `${url}/staff/proctor`, officer: `${url}/staff/officer/plans` };
}

/** Addresses under which other PCs of the LAN reach the server. */
function addressesOf({ host }: Config, scheme: string, port: number): string[] {
  if (host !== "0.0.0.0" && host !== "::") return [];
  return Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => `${scheme}://${address}:${port}/`);
}

/** The encrypted side, for whoever reads the start; null without one. */
function tlsOf(config: Config, { tls, url }: RunningServer) {
  if (!tls) return null;
  const { port, authority } = tls;
  const here = new URL(url);
  return {
    url: `https://${here.hostname}:${port}`,
    addresses: addressesOf(config, "https", port),
    trust: authority && { page: `${url}/trust`, fingerprint: authority.fingerprint },
  };
}

/** What the technician should know of the lines to this server before an exam. */
function lineNotes({ staffAddresses }: Config, { tls }: RunningServer): string[] {
  if (tls) return tls.notes;
  if (staffAddresses === "local") return [];
  return [
    "提示：工作人员从其他电脑登录时，密码未加密传输。可用 --tls 启用加密，或用 --staff-addresses local 只允许在本机登录。 " +
      "Note: staff passwords from other PCs cross the network in clear; see --tls and --staff-addresses.",
  ];
}

function tlsLines({ addresses, trust }: NonNullable<ReturnType<typeof tlsOf>>): string[] {
  return [
    ...addresses.map((address) => `  加密 encrypted    ${address}staff`),
    ...(trust === null
      ? []
      : [
          `  信任证书 trust    ${trust.page}`,
          "  根证书指纹 SHA-256 of the authority:",
          `    ${trust.fingerprint}`,
        ]),
  ];
}

interface Announced {
  pages: ReturnType<typeof pagesOf>;
  addresses: string[];
  tls: ReturnType<typeof tlsOf>;
  dataDir: string;
}

function welcome({ pages, addresses, tls, dataDir }: Announced, { staff, practice }: FirstStart): string {
  const lines = [
    "考场已启动 Kaochang is running",
    `  考生 candidates   ${pages.candidate}`,
    `  监考 proctor      ${pages.proctor}`,
    `  考务 officer      ${pages.officer}`,
    ...addresses.map((address) => `  局域网 LAN        ${address}`),
    ...(tls ? tlsLines(tls) : []),
    `  数据文件夹 data   ${dataDir}`,
  ];
  if (staff.length > 0) {
    lines.push("", "工作人员账号（只显示这一次，请抄下） Staff accounts, shown only this once:");
    lines.push(...staff.map(({ username, password }) => `  ${username.padEnd(10)} ${password}`));
  } else {
    lines.push("", `忘记密码 Lost a password: ${verbCommand("staff password officer")}`);
  }
  if (practice) lines.push("", ...practiceLines(practice));
  return lines.join("\n");
}
