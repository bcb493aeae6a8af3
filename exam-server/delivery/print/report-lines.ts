import type { AttemptEvent } from "../../attempt/events.ts";
import type { SeatPlace } from "../../attempt/seating.ts";
import type { SittingEvent } from "../../attempt/sitting.ts";
import type { ReportLine } from "../../print/documents.ts";
import { categoryText, type IncidentCategory } from "../../protocol/incidents.ts";

/** An event with its label of time. */
export interface Timed<Event> {
  event: Event;
  wall: number;
}

/** What the report says of one event; of those that stand on it. */
export interface Remark {
  /** incident: what happened · act: what staff did. */
  part: "incident" | "act";
  kind: string;
  text: string;
  by: string;
  /** Somebody wrote it down, so that it may have been a mistake. */
  recorded?: true;
  /** It was recorded by mistake, and is struck out: by whom and why. */
  struck?: { by: string; reason: string };
}

export const minutesOf = (ms: number): string => {
  const all = Math.round(ms / 1000);
  const [minutes, seconds] = [Math.floor(all / 60), all % 60];
  if (minutes === 0) return `${seconds} 秒`;
  return seconds === 0 ? `${minutes} 分钟` : `${minutes} 分 ${seconds} 秒`;
};

const act = (kind: string, text: string, by: string): Remark => ({ part: "act", kind, text, by });

const pauseWords = { suspension: "暂停", evacuation: "疏散" } as const;

function incident({ text, by, ...category }: IncidentCategory & { text: string; by: string }): Remark {
  const word = category.kind === "misconduct" ? "违纪" : "异常";
  return { part: "incident", kind: `${word} · ${categoryText(category)}`, text, by, recorded: true };
}

/** What an attempt's event says on the report; null: nothing. */
export function attemptRemark(event: AttemptEvent): Remark | null {
  switch (event.type) {
    case "incident-recorded":
      return incident(event.data);
    case "time-granted": {
      const { kind, ms, reason, by } = event.data;
      return act(kind === "credit" ? "补时" : "延时", `${minutesOf(ms)}：${reason}`, by);
    }
    case "suspended": {
      const { kind, credited, reason, by } = event.data;
      const time = kind === "evacuation" || credited ? "时间补回" : "时间不补";
      return act(pauseWords[kind], `${reason}（${time}）`, by);
    }
    case "resumed": {
      const { kind, credit, by } = event.data;
      return act(`${pauseWords[kind]}结束`, credit > 0 ? `补回 ${minutesOf(credit)}` : "恢复作答", by);
    }
    case "seat-moved": {
      const { to, reason, by } = event.data;
      return act("换机", `换到 ${to.room} ${to.seat} 号：${reason}`, by);
    }
    case "lease-released":
      return act("准许换机", event.data.reason, event.data.by);
    case "hand-in-forced":
      return act("强制收卷", event.data.reason, event.data.by);
    case "reopened": {
      const { credit, reason, by } = event.data;
      return act("恢复作答", credit > 0 ? `${reason}（补回 ${minutesOf(credit)}）` : reason, by);
    }
    case "voided":
      return act("作废", event.data.reason, event.data.by);
    case "unvoided":
      return act("撤销作废", event.data.reason, event.data.by);
    case "entry-admitted":
      return act("准许迟到入场", event.data.reason, event.data.by);
    case "rescue-loaded":
      return act("读入救援文件", `${event.data.entries.length} 条作答记录`, event.data.by);
    case "quarantine-decided": {
      const { admit, entries, reason, by } = event.data;
      return act("待定答案", `${admit ? "计入" : "不计入"} ${entries.length} 条：${reason}`, by);
    }
    default:
      return null;
  }
}

/** What a move into another room says on that room's report. */
export function movedInRemark({ reason, by }: { reason: string; by: string }, from: SeatPlace): Remark {
  return act("换入", `由 ${from.room} ${from.seat} 号换来：${reason}`, by);
}

/** What the sitting's own event says on the report of every room, or of the one that it names. */
export function sittingRemark(event: SittingEvent): { remark: Remark; room: string | null } | null {
  switch (event.type) {
    case "incident-recorded": {
      const { room, ...data } = event.data;
      return { remark: incident(data), room };
    }
    case "sitting-resumed": {
      const { downMs } = event.data;
      const length = downMs === null ? "时长不明" : `约 ${minutesOf(downMs)}`;
      const text = `服务器中断${length}，考试时间同时停走，无需补时`;
      return { remark: { part: "incident", kind: "异常 · 服务器", text, by: "系统" }, room: null };
    }
    case "sitting-started": {
      const { acknowledged = [], by } = event.data;
      if (acknowledged.length === 0) return null;
      return { remark: act("开考", `开考时已知晓：${acknowledged.join("；")}`, by), room: null };
    }
    case "sitting-ended": {
      const { absent, acknowledged = 0, by } = event.data;
      const known = acknowledged > 0 ? `，其中 ${acknowledged} 人结束时仍可入场` : "";
      const text = absent.length === 0 ? "全部交卷" : `全部交卷；${absent.length} 人缺考${known}`;
      return { remark: act("结束本场", text, by), room: null };
    }
    case "wall-stepped":
      return {
        remark: act("服务器钟表", "钟表时间被调整，考试时间不受影响", "系统"),
        room: null,
      };
    default:
      return null;
  }
}

/** A remark about one person of the room, or about all of it. */
export interface Remarked extends Remark {
  wall: number;
  person: { seat: string; name: string; admissionNumber: string } | null;
}

/** Strikes out the `number`-th incident, from 1, of the remarks of one log. */
export function strike(
  remarks: readonly { remark: Remarked }[],
  { number, ...struck }: { number: number; by: string; reason: string },
): void {
  const recorded = remarks.filter(({ remark }) => remark.recorded === true);
  const found = recorded[number - 1];
  if (found) found.remark.struck = struck;
}

/** Most people named one by one in one line. */
const mostNamed = 3;

/** Lines in the order of time; one act on many people is one line. */
export function linesOf(
  remarks: readonly Remarked[],
  people: number,
  labelOf: (wall: number) => string,
  nameOf: (account: string) => string,
): ReportLine[] {
  const acts = new Map<string, Remarked[]>();
  for (const remark of remarks) {
    const key = JSON.stringify([remark.wall, remark.kind, remark.text, remark.by, remark.struck]);
    acts.set(key, [...(acts.get(key) ?? []), remark]);
  }
  return [...acts.values()]
    .sort(([a], [b]) => (a?.wall ?? 0) - (b?.wall ?? 0))
    .flatMap((same) => {
      const [first] = same;
      if (!first) return [];
      const { wall, kind, text, by, struck } = first;
      const line = { at: labelOf(wall), kind, whom: whomOf(same, people), text, by: nameOf(by) };
      return [struck ? { ...line, struck: { ...struck, by: nameOf(struck.by) } } : line];
    });
}

function whomOf(same: readonly Remarked[], people: number): string {
  const named = same.flatMap(({ person }) => (person ? [person] : []));
  if (named.length === 0 || (named.length === people && people > 1)) return "全考场";
  if (named.length > mostNamed) return `${named.length} 人：${named.map(({ seat }) => seat).join("、")} 号`;
  return named.map(({ seat, name, admissionNumber }) => `${seat} 号 ${name} ${admissionNumber}`).join("；");
}
