import { setImmediate } from "node:timers/promises";
import { progressOf } from "../../attempt/board-seat.ts";
import type { SeatPlace } from "../../attempt/seating.ts";
import { attemptStream, sittingStream } from "../../attempt/sitting.ts";
import type { AttemptState } from "../../attempt/state.ts";
import type { RoomReport } from "../../print/documents.ts";
import type { EventLog } from "../../store/store.ts";
import { attemptEvent, emptyRecord, foldAttempt, sittingEvent } from "../log-stream.ts";
import type { Place, Sitting } from "../sittings.ts";
import { outageRemarks, outagesOf, type SeatOutage } from "./outage-lines.ts";
import type { ProctorNames } from "./proctor-names.ts";
import {
  attemptRemark,
  linesOf,
  movedInRemark,
  type Remarked,
  sittingRemark,
  strike,
} from "./report-lines.ts";

export interface RoomReportParts {
  log: Pick<EventLog, "read">;
  /** Wall clock in milliseconds → label. */
  labelOf: (wall: number) => string;
  /** Where a room is; may be empty. */
  placeOf: (room: string) => string;
  staff: ProctorNames;
}

/** A remark and the room in which it belongs on paper; null: in every room. */
interface OfRoom {
  room: string | null;
  remark: Remarked;
}

/** One attempt: where its candidate sat, one room after the other, and what its log says. */
interface AttemptNotes {
  at: Place;
  state: AttemptState;
  rooms: ReadonlySet<string>;
  remarks: OfRoom[];
  outages: SeatOutage[];
}

/** When a sitting really began and ended, by its log; null: not yet. */
interface ActualTimes {
  started: { at: string; by: string } | null;
  ended: string | null;
}

export interface SittingReport {
  times: ActualTimes;
  /** Rooms of the roster, then rooms into which somebody was moved. */
  rooms: string[];
  of(room: string): RoomReport;
}

/**
 * What the logs say of a sitting, room by room: each remark stands under the room in which its candidate sat
 * at that time, while who was expected and who was absent is counted by the roster.
 */
export async function sittingReport(parts: RoomReportParts, sitting: Sitting): Promise<SittingReport> {
  const { remarks: common, times } = await sittingNotes(parts, sitting);
  const attempts: AttemptNotes[] = [];
  for (const at of sitting.places) {
    // A whole log is folded in one go: answers of other rooms have their turn between two of them.
    await setImmediate();
    attempts.push(await readAttempt(parts.log, at));
  }
  const rooms = new Set(sitting.places.map(({ room }) => room));
  for (const one of attempts) for (const room of one.rooms) rooms.add(room);
  const outages = outageRemarks(attempts.flatMap((one) => one.outages));
  return { times, rooms: [...rooms], of: (room) => reportOf(parts, room, attempts, [...common, ...outages]) };
}

function reportOf(
  { labelOf, placeOf, staff }: RoomReportParts,
  room: string,
  attempts: readonly AttemptNotes[],
  common: readonly OfRoom[],
): RoomReport {
  const remarks = [...common, ...attempts.flatMap((one) => one.remarks)]
    .filter((one) => one.room === null || one.room === room)
    .map(({ remark }) => remark);
  const incidents = remarks.filter(({ part }) => part === "incident");
  const acts = remarks.filter(({ part }) => part === "act");
  const listed = attempts.filter(({ at }) => at.room === room);
  const absent = listed.filter(({ state }) => isAbsent(state)).map(({ at }) => personOf(at, at));
  const sat = attempts.filter(({ rooms }) => rooms.has(room)).length;
  const standing = incidents.filter(({ struck }) => struck === undefined);
  const kindOf = (word: string) => standing.filter(({ kind }) => kind.startsWith(word)).length;
  return {
    room,
    place: placeOf(room),
    proctors: staff.ofRoom(room),
    counts: {
      expected: listed.length,
      present: listed.length - absent.length,
      absent: absent.length,
      misconduct: kindOf("违纪"),
      irregularity: kindOf("异常"),
      voided: listed.filter(({ state }) => state.phase !== "none" && state.proctored.voided !== null).length,
    },
    absent,
    incidents: linesOf(incidents, sat, labelOf, staff.nameOf),
    acts: linesOf(acts, sat, labelOf, staff.nameOf),
  };
}

function isAbsent(state: AttemptState): boolean {
  return ["not-arrived", "absent"].includes(progressOf(state));
}

function personOf({ person }: Place, { seat }: SeatPlace) {
  return { seat, name: person.name, admissionNumber: person.admissionNumber };
}

async function sittingNotes(
  { log, labelOf, staff }: RoomReportParts,
  { record }: Sitting,
): Promise<{ remarks: OfRoom[]; times: ActualTimes }> {
  const remarks: OfRoom[] = [];
  const times: ActualTimes = { started: null, ended: null };
  for (const stored of await log.read(sittingStream(record.id))) {
    const event = sittingEvent(stored);
    const at = labelOf(stored.wall);
    if (event.type === "sitting-started") times.started = { at, by: staff.nameOf(event.data.by) };
    if (event.type === "sitting-ended" || event.type === "sitting-closed") times.ended ??= at;
    if (event.type === "incident-withdrawn") strike(remarks, event.data);
    const found = sittingRemark(event);
    if (!found) continue;
    remarks.push({ room: found.room, remark: { ...found.remark, wall: stored.wall, person: null } });
  }
  return { remarks, times };
}

async function readAttempt(log: Pick<EventLog, "read">, at: Place): Promise<AttemptNotes> {
  const events = await log.read(attemptStream(at.attempt));
  const rooms = new Set([at.room]);
  const remarks: OfRoom[] = [];
  const gone = outagesOf();
  let here: SeatPlace = at;
  for (const stored of events) {
    const { wall } = stored;
    const event = attemptEvent(stored);
    if (event.type === "incident-withdrawn") strike(remarks, event.data);
    gone.follow(event, stored, { room: here.room, person: personOf(at, here) });
    const remark = attemptRemark(event);
    if (remark) remarks.push({ room: here.room, remark: { ...remark, wall, person: personOf(at, here) } });
    if (event.type !== "seat-moved") continue;
    const { to } = event.data;
    if (to.room !== here.room) {
      const moved = { ...movedInRemark(event.data, here), wall, person: personOf(at, to) };
      remarks.push({ room: to.room, remark: moved });
    }
    here = to;
    rooms.add(to.room);
  }
  return { at, state: foldAttempt(emptyRecord, events).state, rooms, remarks, outages: gone.ended() };
}
