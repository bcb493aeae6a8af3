import type { PlanRoom, ReadinessCheck, ReadinessLine } from "../../protocol/plan.ts";
import type { RehearsalReport } from "../../protocol/rehearsal.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import { chiefsOf, usedRooms } from "./chiefs.ts";
import { isSettled, lastEnd, laterBy, overlap, type PlanState, readable } from "./state.ts";

/** What readiness rests on besides the plan. */
export interface Surroundings {
  /** Sitting → why its papers cannot be drawn from the bank, in Chinese and in English; absent: they can. */
  bankFaults: ReadonlyMap<string, readonly [string, string]>;
  freeDiskBytes: number;
  rehearsal: RehearsalReport | null;
  /** Wall clock, milliseconds. */
  wall: number;
}

const megabyte = 1024 ** 2;
const day = 86_400_000;
/** What a candidate's answers and records take at most, and what the system needs to breathe. */
const bytesPerCandidate = 0.5 * megabyte;
const spareBytes = 1024 * megabyte;
/** 监考人员与考生配比不低于 1:15，每个考场不少于 2 名 (国家职业标准 1.8.3). */
const candidatesPerProctor = 15;
const fewestProctors = 2;
const rehearsalHoldsDays = 30;

/**
 * Everything that is looked at before the doors open, each in one sentence: of the sittings that have not started.
 * None, when all have. Pure.
 */
export function readinessLines(state: PlanState, around: Surroundings): ReadinessLine[] {
  const { record, phaseOf } = state;
  const sittings = record.sittings.filter(({ id }) => !["running", "closed"].includes(phaseOf(id)));
  if (record.sittings.length > 0 && sittings.length === 0) return [];
  return [
    ...sittingLines(state, sittings),
    ...windowLines(state, sittings),
    ...rosterLines(state),
    ...roomLines(state),
    ...seatLines(state, sittings),
    ...proctorLines(state, sittings),
    ...bankLines(state, sittings, around),
    ...paperLines(state, sittings),
    ...overlapLines(state),
    diskLine(state, around),
    rehearsalLine(state, sittings, around),
  ];
}

type Level = ReadinessLine["level"];

/** `words`: in Chinese, then the same in English. */
function line(
  check: ReadinessCheck,
  level: Level,
  [sentence, english]: readonly [string, string],
  link: ReadinessLine["link"],
): ReadinessLine {
  return { check, level, sentence, english, link };
}

function sittingLines({ record, now }: PlanState, sittings: readonly KeptSitting[]): ReadinessLine[] {
  if (record.sittings.length === 0)
    return [line("sittings", "missing", ["还没有安排场次", "No sittings yet"], { page: "sittings" })];
  const late = sittings.filter(({ begins }) => begins < now);
  if (late.length === 0) {
    const { length } = record.sittings;
    const words = [`已安排 ${length} 个场次`, `Sittings: ${length}`] as const;
    return [line("sittings", "ok", words, { page: "sittings" })];
  }
  return late.map(({ id, title, begins }) => {
    const words = [
      `“${title}”的开考时间 ${readable(begins)} 已经过去，还没有开考`,
      `“${title}” should have begun at ${readable(begins)} and has not`,
    ] as const;
    return line("sittings", "advice", words, { page: "sittings", sitting: id });
  });
}

/** The window cuts no deadline; that somebody writes beyond it must have been meant. */
function windowLines({ record, candidates }: PlanState, sittings: readonly KeptSitting[]): ReadinessLine[] {
  return sittings.flatMap((sitting) => {
    const { id, title } = sitting;
    const takers = candidates.filter(({ places }) => places.some((one) => one.sitting === id));
    const extra = Math.max(0, ...takers.map(({ extraMinutes }) => extraMinutes));
    const end = laterBy(lastEnd(sitting), extra);
    if (end <= record.closes) return [];
    const [longest, withExtra] = extra > 0 ? ["（含个人加时）", " (with personal extra time)"] : ["", ""];
    const words = [
      `“${title}”最晚考到 ${readable(end)}${longest}，晚于考试时间的结束 ${readable(record.closes)}，到时不会提前收卷，请确认考场能用到那时`,
      `“${title}” may last until ${readable(end)}${withExtra}, later than the exam's end ${readable(record.closes)}; nothing is collected early: make sure that the rooms are free until then`,
    ] as const;
    return [line("window", "advice", words, { page: "sittings", sitting: id })];
  });
}

function rosterLines({ candidates }: PlanState): ReadinessLine[] {
  const page = { page: "roster" } as const;
  if (candidates.length === 0)
    return [line("roster", "missing", ["名单里还没有考生", "No candidates yet"], page)];
  const idle = candidates.filter(({ places }) => places.length === 0).length;
  const unseen = candidates.filter(({ photo }) => photo === null).length;
  return [
    idle === 0
      ? line("roster", "ok", [`名单有 ${candidates.length} 名考生`, `Candidates: ${candidates.length}`], page)
      : line(
          "roster",
          "missing",
          [`有 ${idle} 名考生没有安排任何场次`, `Candidates in no sitting: ${idle}`],
          page,
        ),
    unseen === 0
      ? line("photos", "ok", ["每名考生都有照片", "Everybody has a photo"], page)
      : line("photos", "advice", withoutPhoto(unseen), page),
  ];
}

function roomLines({ record }: PlanState): ReadinessLine[] {
  if (record.rooms.length > 0) return [];
  return [line("rooms", "missing", ["还没有考场", "No rooms yet"], { page: "rooms" })];
}

const withoutPhoto = (count: number) =>
  [
    `有 ${count} 名考生没有照片，入场时只能凭证件核对`,
    `Candidates without a photo: ${count}; only their ID cards can be checked`,
  ] as const;

function placesIn({ candidates }: PlanState, sitting: string) {
  return candidates.flatMap(({ places }) => places.filter((one) => one.sitting === sitting));
}

function seatLines(state: PlanState, sittings: readonly KeptSitting[]): ReadinessLine[] {
  return sittings.map(({ id, title }) => {
    const link = { page: "seats", sitting: id } as const;
    const places = placesIn(state, id);
    const without = places.filter(({ seat }) => seat === null).length;
    if (places.length === 0)
      return line("seats", "missing", [`“${title}”还没有考生`, `“${title}” has no candidates yet`], link);
    if (without > 0) {
      const words = [
        `“${title}”有 ${without} 名考生没有座位`,
        `“${title}”: ${without} without a seat`,
      ] as const;
      return line("seats", "missing", words, link);
    }
    const words = [
      `“${title}”的 ${places.length} 名考生都有座位`,
      `“${title}”: all ${places.length} have seats`,
    ] as const;
    return line("seats", "ok", words, link);
  });
}

function proctorLines(state: PlanState, sittings: readonly KeptSitting[]): ReadinessLine[] {
  const short = sittings.flatMap((sitting) =>
    state.record.rooms.flatMap((room) => proctorLine(state, sitting, room) ?? []),
  );
  const leaderless = sittings.flatMap((sitting) => chiefLine(state, sitting) ?? []);
  const twice = sittings.flatMap((sitting) => inTwoRooms(state, sitting));
  const lines = [...short, ...leaderless, ...twice];
  // Of rooms in which nobody sits yet there is nothing to say.
  if (lines.length > 0 || sittings.every(({ id }) => usedRooms(state, id).size === 0)) return lines;
  return [
    line("proctors", "ok", ["每个考场的监考人员都够", "Every room has enough proctors"], { page: "staff" }),
  ];
}

function proctorLine(state: PlanState, sitting: KeptSitting, room: PlanRoom): ReadinessLine | null {
  const seated = placesIn(state, sitting.id).filter((one) => one.room === room.id).length;
  if (seated === 0) return null;
  const needed = Math.max(fewestProctors, Math.ceil(seated / candidatesPerProctor));
  const there = new Set(assigned(state, sitting, room).map(({ username }) => username)).size;
  if (there >= needed) return null;
  const words = [
    `“${sitting.title}”${room.name}有 ${seated} 名考生，需要 ${needed} 名监考人员，现在有 ${there} 名`,
    `“${sitting.title}” ${room.name}: ${needed} proctors are needed for ${seated} candidates, there are ${there}`,
  ] as const;
  return line("proctors", "missing", words, { page: "staff", sitting: sitting.id, room: room.id });
}

/** A sitting starts in all its rooms at once, so somebody must see them all. */
function chiefLine(state: PlanState, sitting: KeptSitting): ReadinessLine | null {
  const { id, title } = sitting;
  if (state.phaseOf(id) === "running" || usedRooms(state, id).size < 2) return null;
  if (chiefsOf(state, sitting).length > 0) return null;
  const words = [
    `“${title}”有几个考场，还没有安排总监考（所有考场）：几个考场一起开考，要由总监考或考务人员操作`,
    `“${title}” has several rooms and no chief proctor (all rooms): they start at once, by a chief or an officer`,
  ] as const;
  return line("proctors", "missing", words, { page: "staff", sitting: id });
}

/** Those who are bound to the room: a chief, who has all rooms, stands in none. */
function assigned({ record }: PlanState, { id }: KeptSitting, room: PlanRoom) {
  return record.staff.filter(
    ({ rooms, sittings }) => rooms?.includes(room.id) && (sittings === null || sittings.includes(id)),
  );
}

function inTwoRooms(state: PlanState, sitting: KeptSitting): ReadinessLine[] {
  const used = new Set(placesIn(state, sitting.id).map(({ room }) => room));
  const rooms = new Map<string, Set<string>>();
  for (const room of state.record.rooms.filter(({ id }) => used.has(id))) {
    for (const { username } of assigned(state, sitting, room)) {
      rooms.set(username, (rooms.get(username) ?? new Set()).add(room.name));
    }
  }
  return [...rooms]
    .filter(([, names]) => names.size > 1)
    .map(([username, names]) => {
      const words = [
        `“${sitting.title}”时 ${username} 同时被安排在${[...names].join("、")}，一个人只能在一个考场`,
        `“${sitting.title}”: ${username} is assigned to ${[...names].join(", ")}; nobody can be in two rooms`,
      ] as const;
      return line("proctors", "advice", words, { page: "staff", sitting: sitting.id });
    });
}

function bankLines(
  { phaseOf }: PlanState,
  sittings: readonly KeptSitting[],
  { bankFaults }: Surroundings,
): ReadinessLine[] {
  const planned = sittings.filter(({ id }) => !isSettled(phaseOf(id)));
  if (planned.length === 0) return [];
  const short = planned.filter(({ id }) => bankFaults.has(id));
  if (short.length === 0)
    return [
      line("bank", "ok", ["题库够抽每个场次的试卷", "The bank suffices for every sitting"], {
        page: "papers",
      }),
    ];
  return short.map(({ id, title }) => {
    const [fault, inEnglish] = bankFaults.get(id) ?? ["", ""];
    const words = [`“${title}”：${fault}`, `“${title}”: ${inEnglish}`] as const;
    return line("bank", "missing", words, { page: "papers", sitting: id });
  });
}

function paperLines({ phaseOf }: PlanState, sittings: readonly KeptSitting[]): ReadinessLine[] {
  return sittings.map(({ id, title }) => {
    const link = { page: "papers", sitting: id } as const;
    return isSettled(phaseOf(id)) && phaseOf(id) !== "preparing"
      ? line("papers", "ok", [`“${title}”的试卷已经抽好`, `“${title}”: the papers are drawn`], link)
      : line("papers", "missing", [`“${title}”的试卷还没有抽`, `“${title}”: no papers drawn yet`], link);
  });
}

function overlapLines({ record, candidates, phaseOf }: PlanState): ReadinessLine[] {
  const lines: ReadinessLine[] = [];
  const over = ({ id }: KeptSitting) => phaseOf(id) === "closed";
  record.sittings.forEach((one, index) => {
    for (const other of record.sittings.slice(index + 1)) {
      if (!overlap(one, other) || over(one) || over(other)) continue;
      const both = candidates.filter(({ places }) =>
        [one.id, other.id].every((id) => places.some(({ sitting }) => sitting === id)),
      );
      if (both.length === 0) continue;
      const words = [
        `“${one.title}”和“${other.title}”时间重叠，有 ${both.length} 名考生两场都要考（${both[0]?.name} 等）`,
        `“${one.title}” and “${other.title}” overlap, and ${both.length} take both (${both[0]?.name} …)`,
      ] as const;
      lines.push(line("overlap", "missing", words, { page: "sittings", sitting: other.id }));
    }
  });
  return lines;
}

function diskLine({ candidates }: PlanState, { freeDiskBytes }: Surroundings): ReadinessLine {
  const needed = spareBytes + candidates.length * bytesPerCandidate;
  const inMb = (bytes: number) => `${Math.floor(bytes / megabyte)} MB`;
  const free = inMb(freeDiskBytes);
  if (freeDiskBytes >= needed) {
    const words = [
      `服务器磁盘还有 ${free}，够用`,
      `The server's disk has ${free} free, which is enough`,
    ] as const;
    return line("disk", "ok", words, { page: "server" });
  }
  const words = [
    `服务器磁盘只剩 ${free}，请腾出至少 ${inMb(needed)}`,
    `The server's disk has only ${free} free: make it at least ${inMb(needed)}`,
  ] as const;
  return line("disk", "missing", words, { page: "server" });
}

function rehearsalLine(
  state: PlanState,
  sittings: readonly KeptSitting[],
  { rehearsal, wall }: Surroundings,
): ReadinessLine {
  const link = { page: "rehearsal" } as const;
  const largest = Math.max(0, ...sittings.map(({ id }) => placesIn(state, id).length));
  const told = (level: Level, zh: string, en: string) => line("rehearsal", level, [zh, en], link);
  if (rehearsal === null) {
    return told(
      "missing",
      "还没有演练过：请先用模拟考生演练一次",
      "Not rehearsed yet: let simulated candidates sit it",
    );
  }
  const { verdict, plan, at, summary } = rehearsal;
  if (verdict === "not-ready")
    return told("missing", `最近一次演练没有通过：${summary}`, "The last rehearsal failed: see its report");
  const { candidates } = plan;
  if (candidates < largest) {
    const zh = `演练只用了 ${candidates} 名模拟考生，最大的场次有 ${largest} 名`;
    return told("advice", zh, `Rehearsed with ${candidates} only; the largest sitting has ${largest}`);
  }
  const days = Math.floor((wall - at) / day);
  if (days > rehearsalHoldsDays)
    return told(
      "advice",
      `上次演练是 ${days} 天前，建议重新演练`,
      `Last rehearsed ${days} days ago: do it again`,
    );
  const zh = `最近一次演练通过（${candidates} 名模拟考生）`;
  return told("ok", zh, `The last rehearsal passed (${candidates} simulated candidates)`);
}
