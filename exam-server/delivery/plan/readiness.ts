import type { PlanRoom, ReadinessCheck, ReadinessLine } from "../../protocol/plan.ts";
import type { RehearsalReport } from "../../protocol/rehearsal.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import { isSettled, overlap, type PlanState, readable } from "./state.ts";

/** What readiness rests on besides the plan. */
export interface Surroundings {
  /** Sitting → why its papers cannot be drawn from the bank, in Chinese; absent: they can. */
  bankFaults: ReadonlyMap<string, string>;
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

/** Everything that is looked at before the doors open, each in one sentence. Pure. */
export function readinessLines(state: PlanState, around: Surroundings): ReadinessLine[] {
  const sittings = state.record.sittings.filter(({ id }) => state.phaseOf(id) !== "closed");
  return [
    ...sittingLines(state, sittings),
    ...rosterLines(state),
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

function line(
  check: ReadinessCheck,
  level: Level,
  sentence: string,
  link: ReadinessLine["link"],
): ReadinessLine {
  return { check, level, sentence, link };
}

function sittingLines(
  { record, phaseOf, now }: PlanState,
  sittings: readonly KeptSitting[],
): ReadinessLine[] {
  if (record.sittings.length === 0)
    return [line("sittings", "missing", "还没有安排场次", { page: "sittings" })];
  const late = sittings.filter(({ id, begins }) => begins < now && phaseOf(id) !== "running");
  if (late.length === 0) {
    return [line("sittings", "ok", `已安排 ${record.sittings.length} 个场次`, { page: "sittings" })];
  }
  return late.map(({ id, title, begins }) => {
    const sentence = `“${title}”的开考时间 ${readable(begins)} 已经过去，还没有开考`;
    return line("sittings", "advice", sentence, { page: "sittings", sitting: id });
  });
}

function rosterLines({ candidates }: PlanState): ReadinessLine[] {
  const page = { page: "roster" } as const;
  if (candidates.length === 0) return [line("roster", "missing", "名单里还没有考生", page)];
  const idle = candidates.filter(({ places }) => places.length === 0).length;
  const unseen = candidates.filter(({ photo }) => photo === null).length;
  return [
    idle === 0
      ? line("roster", "ok", `名单有 ${candidates.length} 名考生`, page)
      : line("roster", "missing", `有 ${idle} 名考生没有安排任何场次`, page),
    unseen === 0
      ? line("photos", "ok", "每名考生都有照片", page)
      : line("photos", "advice", `有 ${unseen} 名考生没有照片，入场时只能凭证件核对`, page),
  ];
}

function placesIn({ candidates }: PlanState, sitting: string) {
  return candidates.flatMap(({ places }) => places.filter((one) => one.sitting === sitting));
}

function seatLines(state: PlanState, sittings: readonly KeptSitting[]): ReadinessLine[] {
  return sittings.map(({ id, title }) => {
    const link = { page: "seats", sitting: id } as const;
    const places = placesIn(state, id);
    const without = places.filter(({ seat }) => seat === null).length;
    if (places.length === 0) return line("seats", "missing", `“${title}”还没有考生`, link);
    if (without > 0) return line("seats", "missing", `“${title}”有 ${without} 名考生没有座位`, link);
    return line("seats", "ok", `“${title}”的 ${places.length} 名考生都有座位`, link);
  });
}

function proctorLines(state: PlanState, sittings: readonly KeptSitting[]): ReadinessLine[] {
  const short = sittings.flatMap((sitting) =>
    state.record.rooms.flatMap((room) => proctorLine(state, sitting, room) ?? []),
  );
  const twice = sittings.flatMap((sitting) => inTwoRooms(state, sitting));
  if (short.length + twice.length > 0) return [...short, ...twice];
  return [line("proctors", "ok", "每个考场的监考人员都够", { page: "staff" })];
}

function proctorLine(state: PlanState, sitting: KeptSitting, room: PlanRoom): ReadinessLine | null {
  const seated = placesIn(state, sitting.id).filter((one) => one.room === room.id).length;
  if (seated === 0) return null;
  const needed = Math.max(fewestProctors, Math.ceil(seated / candidatesPerProctor));
  const there = new Set(assigned(state, sitting, room).map(({ username }) => username)).size;
  if (there >= needed) return null;
  const sentence = `“${sitting.title}”${room.name}有 ${seated} 名考生，需要 ${needed} 名监考人员，现在有 ${there} 名`;
  return line("proctors", "missing", sentence, { page: "staff", sitting: sitting.id, room: room.id });
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
      const sentence = `“${sitting.title}”时 ${username} 同时被安排在${[...names].join("、")}，一个人只能在一个考场`;
      return line("proctors", "advice", sentence, { page: "staff", sitting: sitting.id });
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
  if (short.length === 0) return [line("bank", "ok", "题库够抽每个场次的试卷", { page: "papers" })];
  return short.map(({ id, title }) =>
    line("bank", "missing", `“${title}”：${bankFaults.get(id)}`, { page: "papers", sitting: id }),
  );
}

function paperLines({ phaseOf }: PlanState, sittings: readonly KeptSitting[]): ReadinessLine[] {
  return sittings.map(({ id, title }) => {
    const link = { page: "papers", sitting: id } as const;
    return isSettled(phaseOf(id)) && phaseOf(id) !== "preparing"
      ? line("papers", "ok", `“${title}”的试卷已经抽好`, link)
      : line("papers", "missing", `“${title}”的试卷还没有抽`, link);
  });
}

function overlapLines({ record, candidates }: PlanState): ReadinessLine[] {
  const lines: ReadinessLine[] = [];
  record.sittings.forEach((one, index) => {
    for (const other of record.sittings.slice(index + 1)) {
      if (!overlap(one, other)) continue;
      const both = candidates.filter(({ places }) =>
        [one.id, other.id].every((id) => places.some(({ sitting }) => sitting === id)),
      );
      if (both.length === 0) continue;
      const sentence = `“${one.title}”和“${other.title}”时间重叠，有 ${both.length} 名考生两场都要考（${both[0]?.name} 等）`;
      lines.push(line("overlap", "missing", sentence, { page: "sittings", sitting: other.id }));
    }
  });
  return lines;
}

function diskLine({ candidates }: PlanState, { freeDiskBytes }: Surroundings): ReadinessLine {
  const needed = spareBytes + candidates.length * bytesPerCandidate;
  const inMb = (bytes: number) => `${Math.floor(bytes / megabyte)} MB`;
  return freeDiskBytes >= needed
    ? line("disk", "ok", `服务器磁盘还有 ${inMb(freeDiskBytes)}，够用`, { page: "server" })
    : line("disk", "missing", `服务器磁盘只剩 ${inMb(freeDiskBytes)}，请腾出至少 ${inMb(needed)}`, {
        page: "server",
      });
}

function rehearsalLine(
  state: PlanState,
  sittings: readonly KeptSitting[],
  { rehearsal, wall }: Surroundings,
): ReadinessLine {
  const link = { page: "rehearsal" } as const;
  const largest = Math.max(0, ...sittings.map(({ id }) => placesIn(state, id).length));
  if (rehearsal === null) return line("rehearsal", "missing", "还没有演练过：请先用模拟考生演练一次", link);
  if (rehearsal.verdict === "not-ready")
    return line("rehearsal", "missing", `最近一次演练没有通过：${rehearsal.summary}`, link);
  const { candidates } = rehearsal.plan;
  if (candidates < largest) {
    return line(
      "rehearsal",
      "advice",
      `演练只用了 ${candidates} 名模拟考生，最大的场次有 ${largest} 名`,
      link,
    );
  }
  const days = Math.floor((wall - rehearsal.at) / day);
  if (days > rehearsalHoldsDays)
    return line("rehearsal", "advice", `上次演练是 ${days} 天前，建议重新演练`, link);
  return line("rehearsal", "ok", `最近一次演练通过（${candidates} 名模拟考生）`, link);
}
