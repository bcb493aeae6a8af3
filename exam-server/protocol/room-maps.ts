import type { SeatMap } from "./seat-map.ts";

/**
 * GET /api/staff/sittings/:id/rooms (proctor or officer): how the rooms of a sitting stand, those that the
 * asker may see. A practice sitting belongs to no plan and has none.
 */
export interface RoomMaps {
  ok: true;
  rooms: RoomMap[];
}

export interface RoomMap {
  name: string;
  map: SeatMap;
}
