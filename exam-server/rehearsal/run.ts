import { setTimeout as pause } from "node:timers/promises";
import type {
  KeptAttempt,
  RehearsalPlan,
  RehearsalProgress,
  RehearsalReplies,
  RehearsalReport,
} from "../protocol/rehearsal.ts";
import type { ServerAddress } from "./ask-server.ts";
import { lostAnswers } from "./compare.ts";
import type { DeskLink } from "./desk-link.ts";
import { RehearsalEnded, unlessRefused } from "./ended.ts";
import { habitsFor } from "./habits.ts";
import { inParallel } from "./in-parallel.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { watchLoadPc } from "./load-pc.ts";
import { reportOf } from "./report.ts";
import { ServerGone } from "./restart-server.ts";
import { serverMeter } from "./server-meter.ts";
import { type SimulatedCandidate, simulatedCandidate } from "./simulated-candidate.ts";
import { figuresOf } from "./tally.ts";
import type { Between, Outage } from "./timekeeper.ts";
import { openWatcher, type Watcher } from "./watcher.ts";

export interface RunParts {
  plan: RehearsalPlan;
  link: DeskLink;
  /** Under which the simulated candidates reach the server. */
  server: ServerAddress;
  /** On the server's own machine. */
  local: boolean;
  monotonic: () => number;
  wall: () => number;
  random: () => number;
  /** Kills the server and starts it again. */
  restart: () => Promise<Outage>;
  /** Ends the rehearsal from outside. */
  cancelled: AbortSignal;
  told: (progress: RehearsalProgress) => void;
}

type Prepared = RehearsalReplies["prepare"];

const arrivingAtOnce = 40;
/** The server is killed after this share of the time. */
const killAt = 0.4;
/** After the last moment at which the sitting must have closed; a busy server is late by seconds. */
const closeLateMs = 60_000;
const deliverWithinMs = 15_000;

/** Conducts one rehearsal from the preparation to the comparison. Throws RehearsalEnded. */
export async function rehearse(parts: RunParts): Promise<RehearsalReport> {
  const { plan, link, told } = parts;
  told({ stage: "preparing", connected: 0, saved: 0, done: 0 });
  const prepared = unlessRefused(await link.ask("prepare", plan));
  const { sitting } = prepared;
  try {
    const report = await conduct(parts, prepared);
    await link.ask("finish", { sitting, report, failure: null });
    return report;
  } catch (failure) {
    const known = failure instanceof RehearsalEnded || failure instanceof ServerGone;
    const why = known ? failure.message : "演练程序出错，没有结论";
    await link.ask("finish", { sitting, report: null, failure: why });
    throw failure;
  }
}

async function conduct(parts: RunParts, prepared: Prepared): Promise<RehearsalReport> {
  const { plan, link, monotonic, cancelled, told, local } = parts;
  const { sitting, duration, largest } = prepared;
  const ledger = openLedger();
  const meter = serverMeter(prepared.memory, monotonic);
  const counts = () => ({ connected: ledger.connections, saved: ledger.savedAt.length });
  const heard = meter.heard;
  const watcher = openWatcher({ link, sitting, plan, monotonic, cancelled, told, counts, heard });
  const cutOff = Math.round(plan.offlineShare * prepared.people.length);
  const candidates = seatAll(parts, prepared, ledger, cutOff);
  try {
    await arriveAll(watcher, ledger, candidates);
    const loadPc = watchLoadPc(monotonic);
    const begun = monotonic();
    for (const one of candidates) one.begin(begun);
    unlessRefused(await link.ask("start", { sitting }));
    const started: Between = { from: begun, to: monotonic() };
    watcher.at("answering", () => 0.1 + (0.8 * (monotonic() - begun)) / duration);
    const outages = await sit(parts, prepared, watcher, begun);
    watcher.at("collecting", () => 0.92);
    await watcher.unlessEnded(settled(candidates, monotonic));
    const server = meter.figures(begun, monotonic());
    const busy = loadPc();
    for (const one of candidates) one.leave();
    watcher.at("comparing", () => 0.96);
    const lost = await watcher.unlessEnded(compare(link, sitting, candidates));
    const seats = candidates.map(standing);
    const sat = { plan, ledger, started, duration, outages, seats, cutOff, lost, server, loadPc: busy };
    return reportOf(figuresOf(sat), { plan, local, largest, at: parts.wall() });
  } finally {
    watcher.stop();
    for (const one of candidates) one.leave();
  }
}

function seatAll(
  { server, monotonic, random }: RunParts,
  { people, duration }: Prepared,
  ledger: Ledger,
  cutOff: number,
): SimulatedCandidate[] {
  const compareEveryMs = Math.max(2000, Math.min(30_000, duration / 5));
  return people.map((person, seat) => {
    const habits = habitsFor(duration, seat < cutOff, random);
    return simulatedCandidate({ server, person, seat, habits, ledger, monotonic, random, compareEveryMs });
  });
}

async function arriveAll(
  watcher: Watcher,
  ledger: Ledger,
  candidates: readonly SimulatedCandidate[],
): Promise<void> {
  watcher.at("arriving", () => (0.1 * ledger.connections) / candidates.length);
  const arriving = inParallel(candidates, arrivingAtOnce, async (one) => void (await one.arrive()));
  await watcher.unlessEnded(arriving);
  if (ledger.connections === 0) {
    throw new RehearsalEnded("没有一台模拟考生机连上服务器：请检查地址和网络");
  }
}

/** Waits until the sitting is closed, and kills the server in the middle where that is planned. */
async function sit(
  { plan, monotonic, restart }: RunParts,
  { duration, grace }: Prepared,
  watcher: Watcher,
  begun: number,
): Promise<Outage[]> {
  const outages: Outage[] = [];
  if (plan.killServer) {
    await watcher.unlessEnded(pause(begun + duration * killAt - monotonic()));
    if (watcher.latest()?.realOpen)
      throw new RehearsalEnded("有正式场次准备好了，没有强制关闭服务器，没有结论");
    outages.push(await restart());
  }
  const away = outages.reduce((sum, { died, back }) => sum + back.to - died.from, 0);
  const latest = begun + duration + grace + away + closeLateMs;
  while (watcher.latest()?.phase !== "closed" && monotonic() < latest) {
    await watcher.unlessEnded(pause(200));
  }
  return outages;
}

/** Waits until no simulated PC holds an answer any more, or for so long that something is wrong. */
async function settled(candidates: readonly SimulatedCandidate[], monotonic: () => number): Promise<void> {
  const latest = monotonic() + deliverWithinMs;
  while (candidates.some((one) => one.pending() > 0) && monotonic() < latest) await pause(100);
}

async function compare(
  link: DeskLink,
  sitting: string,
  candidates: readonly SimulatedCandidate[],
): Promise<number> {
  const kept = new Map<string, KeptAttempt>();
  for (let from: number | null = 0; from !== null; ) {
    const page: RehearsalReplies["answers"] = unlessRefused(await link.ask("answers", { sitting, from }));
    for (const one of page.attempts) kept.set(one.attempt, one);
    from = page.next;
  }
  return candidates.reduce((lost, one) => lost + lostAnswers(one.told(), kept.get(one.attempt())), 0);
}

function standing(one: SimulatedCandidate) {
  const quarantined = one.told().acknowledged.filter(({ result }) => result === "quarantined").length;
  return { pending: one.pending(), refused: one.refused(), quarantined };
}
