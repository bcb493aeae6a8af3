import { isDeepStrictEqual } from "node:util";
import type { PlanFault, PlanRoom } from "../../protocol/plan.ts";
import { capacityOf, seatsOf } from "../../protocol/seat-map.ts";
import { invalid, type PlanRule, type PlanState, settledSittings } from "./state.ts";

/** Changes the whole list of rooms. No candidate's seat goes unnoticed. */
export function changeRooms(rooms: readonly PlanRoom[]): PlanRule {
  return (state) => {
    const faults = [
      ...rooms.flatMap((room, index) => roomFaults(rooms, room, index)),
      ...settledFaults(state, rooms),
      ...lostSeats(state, rooms),
    ];
    if (faults.length > 0) return invalid(faults);
    const known = new Set(rooms.map(({ id }) => id));
    const staff = state.record.staff.flatMap((one) => {
      const left = one.rooms?.filter((id) => known.has(id)) ?? null;
      return left?.length === 0 ? [] : [{ ...one, rooms: left }];
    });
    return { ok: true, record: { ...state.record, rooms: [...rooms], staff } };
  };
}

function roomFaults(rooms: readonly PlanRoom[], room: PlanRoom, index: number): PlanFault[] {
  const at = (field: string, sentence: string): PlanFault => ({ where: `rooms.${index}.${field}`, sentence });
  const { rows, columns, missing, spare, doors } = room.map;
  const faults: PlanFault[] = [];
  const earlier = rooms.slice(0, index);
  if (earlier.some(({ id }) => id === room.id)) faults.push(at("id", "考场编号重复"));
  if (earlier.some(({ name }) => name === room.name)) {
    faults.push(at("name", `已经有名为“${room.name}”的考场，请换一个名称`));
  }
  if (missing.some((one) => one.row > rows || one.column > columns)) {
    faults.push(at("map.missing", `“${room.name}”标为无座的位置超出了 ${rows} 排 ${columns} 列`));
  }
  const last = seatsOf(room.map).length;
  if (spare.some((number) => number > last)) {
    faults.push(at("map.spare", `“${room.name}”只有 ${last} 个座位，备用机的座位号超出了`));
  }
  if (doors.some(({ wall, at: place }) => place > (wall === "front" || wall === "back" ? columns : rows))) {
    faults.push(at("map.doors", `“${room.name}”门的位置超出了考场`));
  }
  if (capacityOf(room.map) === 0) faults.push(at("map", `“${room.name}”没有可以安排考生的座位`));
  return faults;
}

/** What the seats of a room that is in use are told by: its name and where each number stands. */
function standing({ name, map }: PlanRoom) {
  return { name, rows: map.rows, columns: map.columns, seats: seatsOf({ ...map, spare: [] }) };
}

function settledFaults(state: PlanState, rooms: readonly PlanRoom[]): PlanFault[] {
  const settled = new Set(settledSittings(state).map(({ id }) => id));
  const used = new Set(
    state.candidates.flatMap(({ places }) =>
      places.filter((one) => settled.has(one.sitting)).map(({ room }) => room),
    ),
  );
  return state.record.rooms
    .filter((room) => used.has(room.id))
    .flatMap((room) => {
      const index = rooms.findIndex(({ id }) => id === room.id);
      const next = rooms[index];
      if (next && isDeepStrictEqual(standing(next), standing(room))) return [];
      const sentence = `“${room.name}”所在场次的试卷已经抽好，它的名称和座位不能再改`;
      return [{ where: next ? `rooms.${index}.map` : "rooms", sentence }];
    });
}

function lostSeats({ record, candidates }: PlanState, rooms: readonly PlanRoom[]): PlanFault[] {
  const numbers = new Map(rooms.map(({ id, map }) => [id, seatsOf(map).length]));
  return record.rooms.flatMap((room) => {
    const lost = candidates.filter(({ places }) =>
      places.some((one) => one.room === room.id && (one.seat ?? 0) > (numbers.get(room.id) ?? 0)),
    );
    if (lost.length === 0) return [];
    const sentence = `“${room.name}”有 ${lost.length} 名考生的座位会消失，请先收回他们的座位或重新抽签`;
    return [{ where: "rooms", sentence }];
  });
}
