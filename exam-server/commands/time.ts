import type { Command } from "commander";
import { Option } from "commander";
import { z } from "zod";
import type { Delivery } from "../delivery/delivery.ts";
import type { Place } from "../delivery/sittings.ts";
import { type BoardSeat, type GrantKind, grantKinds, isClosed, timeGrant } from "../protocol/messages.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { CommandFailure, type Io, report, type Verb } from "./command.ts";
import { type DataDirFlags, dataDirOf, withDataDir } from "./data-dir.ts";
import { numberOf } from "./number-option.ts";
import { askServer, onServerPc, theServer, unlessRefused } from "./running-server.ts";

/** Who is meant, by `考场/座位` or by admission number; nobody named means everybody. */
export const timeGrantRequest = timeGrant.omit({ attempts: true }).extend({
  seats: z.array(z.string()).max(5000),
  admissions: z.array(z.string()).max(5000),
});
type TimeGrantRequest = z.infer<typeof timeGrantRequest>;
export const timeListRequest = z.object({ sitting: z.string() });

type Granted = { ok: true; granted: number; meant: number };
type Unknown = { ok: false; unknown: string[] };
interface TimeList {
  ok: true;
  /** Seats whose time was changed and whose attempt is not over, and how many of them show it. */
  changed: number;
  shown: number;
  seats: Pick<BoardSeat, "room" | "seat" | "name" | "state" | "granted" | "changes" | "changesSeen">[];
}

const kindWords: Record<GrantKind, string> = { extension: "延时", credit: "补时" };

interface GrantFlags extends DataDirFlags {
  minutes: string;
  kind: GrantKind;
  reason: string;
  seat: string[];
  admission: string[];
}

/** `kaochang time`: more time for a sitting or some of its seats, and which seats show it. */
export const time: Verb = (program, io) => {
  const group = program.command("time").description("延时、补时 Extensions and credits");
  withDataDir(targets(group.command("grant <sitting>")))
    .description("给全场或指定座位延时、补时 More time for the whole sitting or for the seats named")
    .action((sitting: string, flags: GrantFlags) => grant(sitting, flags, io));
  withDataDir(group.command("list <sitting>"))
    .description("哪些座位的时间有变、是否已显示 Which seats have more time, and which of them show it")
    .action((sitting: string, flags: DataDirFlags) => list(sitting, flags, io));
};

function targets(command: Command): Command {
  return command
    .requiredOption("--minutes <minutes>", "分钟数 minutes")
    .addOption(
      new Option("--kind <kind>", "延时 extension，补时 credit").choices(grantKinds).makeOptionMandatory(),
    )
    .requiredOption("--reason <text>", "原因，写入记录 the reason, kept in the log")
    .option("--seat <seats...>", "考场/座位，如 03/12 room/seat", [])
    .option("--admission <numbers...>", "准考证号 admission numbers", []);
}

async function grant(sitting: string, flags: GrantFlags, io: Io): Promise<void> {
  const { minutes, kind, reason, seat, admission, json } = flags;
  const request: TimeGrantRequest = {
    sitting,
    ms: Math.round(numberOf("--minutes", minutes, 0.1, 1440) * 60_000),
    kind,
    reason: reasonOf(reason),
    seats: seat,
    admissions: admission,
  };
  const server = await theServer(dataDirOf(io, flags));
  const reply = await askServer<Granted | Unknown | Refusal>(server, "time-grant", request);
  if ("unknown" in reply)
    throw new CommandFailure(
      `场次 ${sitting} 没有：${reply.unknown.join("、")}；没有给任何人${kindWords[kind]}`,
    );
  const { granted, meant } = unlessRefused(reply);
  report(io, json, { granted, meant }, () => grantWords(granted, meant, kind, minutes));
}

function grantWords(granted: number, meant: number, kind: GrantKind, minutes: string): string {
  const others = granted < meant ? `，其余 ${meant - granted} 人已交卷` : "";
  return `${granted}/${meant} 人已${kindWords[kind]} ${minutes} 分钟${others}。各座位是否已显示：kaochang time list`;
}

/** A reason as the protocol takes it, or a sentence. */
export function reasonOf(text: string): string {
  const parsed = timeGrant.shape.reason.safeParse(text);
  if (!parsed.success) throw new CommandFailure("--reason 不能为空，最多 200 字");
  return parsed.data;
}

/** Grants on the running server; one seat that does not exist refuses all. */
export async function grantTime(
  { sittings }: Delivery,
  { seats, admissions, ...act }: TimeGrantRequest,
): Promise<Granted | Unknown | Refusal> {
  const sitting = sittings.get(act.sitting);
  if (!sitting) return refuse("not-found", act.sitting);
  const meant = [...seats.map(bySeat), ...admissions.map(byAdmission)].map(({ name, is }) => {
    return { name, attempt: sitting.places.find(is)?.attempt };
  });
  const unknown = meant.filter(({ attempt }) => attempt === undefined).map(({ name }) => name);
  if (unknown.length > 0) return { ok: false, unknown };
  const attempts = meant.length === 0 ? null : [...new Set(meant.flatMap(({ attempt }) => attempt ?? []))];
  const result = await sittings.grantTime({ ...act, attempts }, onServerPc);
  return result.ok ? { ...result, meant: attempts?.length ?? sitting.places.length } : result;
}

function bySeat(name: string) {
  return { name, is: ({ room, seat }: Place) => `${room}/${seat}` === name };
}

function byAdmission(name: string) {
  return { name, is: ({ person }: Place) => person.admissionNumber === name };
}

async function list(sitting: string, flags: DataDirFlags, io: Io): Promise<void> {
  const server = await theServer(dataDirOf(io, flags));
  const times = unlessRefused(await askServer<TimeList | Refusal>(server, "time-list", { sitting }));
  const { ok: _, ...document } = times;
  report(io, flags.json, document, () => timeWords(times));
}

function timeWords({ changed, shown, seats }: TimeList): string {
  if (seats.length === 0) return "没有座位延时或补时";
  const lines = seats.map((seat) => {
    const mark = isClosed(seat) ? "已收卷" : hasSeen(seat) ? "已显示" : "未显示";
    return `  ${seat.room} ${seat.seat}座 ${seat.name}  +${Math.round(seat.granted / 6000) / 10} 分钟  ${mark}`;
  });
  return [`${shown}/${changed} 个座位已显示新的时间`, ...lines].join("\n");
}

/** Which seats of a sitting have more time than planned, and whether they show it. */
export async function timesOf({ sittings, board }: Delivery, id: string): Promise<TimeList | Refusal> {
  const sitting = sittings.get(id);
  if (!sitting) return refuse("not-found", id);
  const seats = (await board.seats(sitting))
    .filter(({ changes }) => changes > 0)
    .map(({ room, seat, name, state, granted, changes, changesSeen }) => {
      return { room, seat, name, state, granted, changes, changesSeen };
    });
  const present = seats.filter((seat) => !isClosed(seat));
  return { ok: true, changed: present.length, shown: present.filter(hasSeen).length, seats };
}

type Shown = Pick<BoardSeat, "state" | "changes" | "changesSeen">;
const hasSeen = ({ changes, changesSeen }: Shown) => changesSeen === changes;
