import { setImmediate } from "node:timers/promises";
import { progressOf } from "../../attempt/board-seat.ts";
import { attemptStream, sittingStream } from "../../attempt/sitting.ts";
import type { AttemptState } from "../../attempt/state.ts";
import type { RoomReport } from "../../print/documents.ts";
import type { EventLog } from "../../store/store.ts";
import { attemptEvent, emptyRecord, foldAttempt, sittingEvent } from "../log-stream.ts";
import type { Place, Sitting } from "../sittings.ts";
import { attemptRemark, linesOf, type Remarked, sittingRemark } from "./report-lines.ts";

export interface ReportedRoom {
  room: string;
  place: string;
  places: readonly Place[];
}

export interface RoomReportParts {
  log: Pick<EventLog, "read">;
  /** Wall clock in milliseconds → label. */
  labelOf: (wall: number) => string;
}

/** What the log says of one room of a sitting. */
export async function roomReport(
  { log, labelOf }: RoomReportParts,
  sitting: Sitting,
  { room, place, places }: ReportedRoom,
): Promise<RoomReport> {
  const remarks = await sittingRemarks(log, sitting, room);
  const states: { at: Place; state: AttemptState }[] = [];
  for (const at of places) {
    // A whole log is folded in one go: answers of other rooms have their turn between two of them.
    await setImmediate();
    const { state, own } = await readAttempt(log, at);
    states.push({ at, state });
    remarks.push(...own);
  }
  const incidents = remarks.filter(({ part }) => part === "incident");
  const acts = remarks.filter(({ part }) => part === "act");
  const absent = states.filter(({ state }) => isAbsent(state)).map(({ at }) => personOf(at));
  const kindOf = (word: string) => incidents.filter(({ kind }) => kind.startsWith(word)).length;
  return {
    room,
    place,
    counts: {
      expected: places.length,
      present: places.length - absent.length,
      absent: absent.length,
      misconduct: kindOf("违纪"),
      irregularity: kindOf("异常"),
      voided: states.filter(({ state }) => state.phase !== "none" && state.proctored.voided !== null).length,
    },
    absent,
    incidents: linesOf(incidents, places.length, labelOf),
    acts: linesOf(acts, places.length, labelOf),
  };
}

function isAbsent(state: AttemptState): boolean {
  return ["not-arrived", "absent"].includes(progressOf(state));
}

function personOf({ seat, person }: Place) {
  return { seat, name: person.name, admissionNumber: person.admissionNumber };
}

async function sittingRemarks(
  log: Pick<EventLog, "read">,
  { record }: Sitting,
  room: string,
): Promise<Remarked[]> {
  return (await log.read(sittingStream(record.id))).flatMap((stored) => {
    const found = sittingRemark(sittingEvent(stored));
    if (!found || (found.room !== null && found.room !== room)) return [];
    return [{ ...found.remark, wall: stored.wall, person: null }];
  });
}

async function readAttempt(log: Pick<EventLog, "read">, at: Place) {
  const events = await log.read(attemptStream(at.attempt));
  const { state } = foldAttempt(emptyRecord, events);
  const own = events.flatMap((stored): Remarked[] => {
    const remark = attemptRemark(attemptEvent(stored));
    return remark ? [{ ...remark, wall: stored.wall, person: personOf(at) }] : [];
  });
  return { state, own };
}
