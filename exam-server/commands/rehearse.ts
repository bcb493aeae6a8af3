import { networkInterfaces, constants as osConstants, setPriority } from "node:os";
import type { ControlFile } from "../control-file.ts";
import { startCommand } from "../how-to-run.ts";
import { maxRehearsalCandidates, type RehearsalPlan, type RehearsalReport } from "../protocol/rehearsal.ts";
import type { ServerAddress } from "../rehearsal/ask-server.ts";
import { controlLink, type DeskLink, officerLink } from "../rehearsal/desk-link.ts";
import { RehearsalEnded } from "../rehearsal/ended.ts";
import { notReadyCode } from "../rehearsal/not-ready.ts";
import { restartLog, restartServer, ServerGone } from "../rehearsal/restart-server.ts";
import { rehearse as runRehearsal } from "../rehearsal/run.ts";
import { askPassword } from "./ask-password.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { officerCookie, originOf, readAuthority } from "./rehearse-away.ts";
import { progressLine, reportLines } from "./rehearse-words.ts";
import { runningServer } from "./running-server.ts";

interface Flags extends DataDirFlags {
  url?: string;
  ca?: string;
  candidates: string;
  minutes: string;
  offlineShare: string;
  killServer?: boolean;
  user?: string;
}

/** `kaochang rehearse`: simulated candidates sit a rehearsal and the report says whether the room is ready. */
export const rehearse: Verb = (program, io) => {
  withDataDir(
    program
      .command("rehearse")
      .description("演练：模拟考生考一场，看本考场能不能开考 Rehearse with simulated candidates"),
  )
    .option("--url <url>", "服务器地址 address of the server [本机运行中的服务器 the one of the data folder]")
    .option(
      "--ca <file>",
      "服务器地址是 https 时，它的根证书文件（在 /trust 页面下载并核对） authority of an https address",
    )
    .option("--candidates <number>", `模拟考生人数 candidates, 1–${maxRehearsalCandidates}`, "100")
    .option("--minutes <minutes>", "演练时长，在其中答完 90 分钟的题 length, 0.1–180", "5")
    .option("--offline-share <share>", "中途断网的考生比例 share that is cut off for a while, 0–1", "0")
    .option("--kill-server", "中途强制关闭服务器再启动，只能在服务器这台电脑上 kill and restart the server")
    .option(
      "--user <username>",
      "从另一台电脑演练时，考务人员的账号 officer's account, from another PC [KAOCHANG_PASSWORD]",
    )
    .action((flags: Flags) => run(flags, io));
};

async function run(flags: Flags, io: Io): Promise<void> {
  const plan = planOf(flags);
  const way = await wayTo(flags, plan, io);
  if (way.local) yieldToServer();
  const monotonic = () => performance.now();
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  const result = await runRehearsal({
    plan,
    ...way,
    monotonic,
    wall: Date.now,
    random: Math.random,
    restart: () => restartServer(way.dataDir, monotonic),
    cancelled: stop.signal,
    told: sparingly((progress) => io.err(`${progressLine(progress)}\n`), monotonic),
  })
    .catch((failure) => {
      const known = failure instanceof RehearsalEnded || failure instanceof ServerGone;
      throw known ? new CommandFailure(failure.message) : failure;
    })
    .finally(() => {
      process.off("SIGINT", cancel);
      process.off("SIGTERM", cancel);
    });
  print(result, way.keptUp, flags, io);
}

function print(result: RehearsalReport, keptUp: boolean, { json }: Flags, io: Io): void {
  report(io, json, result, () => [...reportLines(result), ...restartedLines(result, keptUp)].join("\n"));
  if (result.verdict === "not-ready") throw new CommandFailure("演练的结论是不建议开考", notReadyCode);
}

function restartedLines({ figures }: RehearsalReport, keptUp: boolean): string[] {
  if (figures.outageMs === null || keptUp) return [];
  return ["", `服务器已重新启动，在后台继续运行；它的输出在数据文件夹的 ${restartLog} 中。`];
}

/** Where the server is, and by what right it is asked. */
interface Way {
  link: DeskLink;
  server: ServerAddress;
  local: boolean;
  dataDir: string;
  /** Somebody else starts the server again when it ends. */
  keptUp: boolean;
}

async function wayTo(flags: Flags, { killServer }: RehearsalPlan, io: Io): Promise<Way> {
  const dataDir = dataDirOf(io, flags);
  const url = flags.url === undefined ? undefined : originOf(flags.url);
  if (flags.user !== undefined) {
    if (killServer) throw new CommandFailure(onlyHere);
    if (url === undefined) throw new CommandFailure("从另一台电脑演练时，请用 --url 给出服务器的地址");
    const server = { url, ca: flags.ca === undefined ? undefined : readAuthority(flags.ca) };
    const cookie = await officerCookie(server, flags.user, await askPassword(io, flags.user));
    return { link: officerLink(server, cookie), server, local: isHere(url), dataDir, keptUp: false };
  }
  const control = await runningServer(dataDir);
  const server = control && addressHere(control, url);
  if (control && server) {
    return { link: controlLink(dataDir), server, local: true, dataDir, keptUp: control.keptUp };
  }
  if (killServer) throw new CommandFailure(onlyHere);
  throw new CommandFailure(
    url === undefined
      ? `没有找到运行中的服务器（数据文件夹 ${dataDir}）。请先运行 ${startCommand}；从另一台电脑演练请用 --url 和 --user`
      : `${url} 不是本机数据文件夹 ${dataDir} 的服务器。从另一台电脑演练请用 --user 给出考务人员的账号`,
  );
}

const onlyHere = "--kill-server 只能在服务器所在的电脑上用，并用 --data-dir 指明它的数据文件夹";

/** The address of this machine's server that is meant; null when it is another's. Its own authority needs no checking here. */
function addressHere({ url: plain, tls }: ControlFile, url = plain): ServerAddress | null {
  if (isSame(url, plain)) return { url, ca: undefined };
  return tls && isSame(url, tls.url) ? { url, ca: tls.ca ?? undefined } : null;
}

function isSame(url: string, other: string): boolean {
  const [{ protocol, port }, present] = [new URL(url), new URL(other)];
  return isHere(url) && protocol === present.protocol && port === present.port;
}

function isHere(url: string): boolean {
  const { hostname } = new URL(url);
  const own = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return hostname === "localhost" || own.some(({ address }) => address === hostname.replace(/^\[|\]$/g, ""));
}

/** The server goes first where both run on one machine. */
function yieldToServer(): void {
  try {
    setPriority(osConstants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A machine that does not allow it rehearses all the same.
  }
}

const progressEveryMs = 10_000;

/** A new stage at once, else every ten seconds. */
function sparingly<T extends { stage: string }>(tell: (progress: T) => void, monotonic: () => number) {
  let told = { stage: "", at: 0 };
  return (progress: T): void => {
    const { stage } = progress;
    if (stage === told.stage && monotonic() - told.at < progressEveryMs) return;
    told = { stage, at: monotonic() };
    tell(progress);
  };
}

function planOf({ candidates, minutes, offlineShare, killServer = false }: Flags): RehearsalPlan {
  const count = numberOf("--candidates", candidates, 1, maxRehearsalCandidates);
  if (!Number.isInteger(count)) throw new CommandFailure(`--candidates 应为整数，不是“${candidates}”`);
  return {
    candidates: count,
    minutes: numberOf("--minutes", minutes, 0.1, 180),
    offlineShare: numberOf("--offline-share", offlineShare, 0, 1),
    killServer,
  };
}

function numberOf(flag: string, text: string, low: number, high: number): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= low && value <= high) return value;
  throw new CommandFailure(`${flag} 应为 ${low} 到 ${high} 之间的数，不是“${text}”`);
}
