import type { SeatMap } from "@kaochang/exam-server/protocol/seat-map.ts";
import { useCallback, useMemo } from "react";
import { useStore } from "zustand";
import { fetchRoomMaps } from "../staff/http.ts";
import { useLoaded } from "../staff/use-loaded.ts";
import { boardSettings } from "./board-settings.ts";
import type { LayoutOf } from "./failed-together.ts";
import { usualRowLength } from "./seat-rows.ts";

/**
 * How each room's seats stand: as the officer has drawn the room; else in rows as long as a proctor has said
 * on this PC, or as rows mostly are.
 */
export function useLayouts(sitting: string): LayoutOf {
  const lengths = useStore(boardSettings, ({ rowLengths }) => rowLengths);
  const { value } = useLoaded(useCallback(() => fetchRoomMaps(sitting), [sitting]));
  return useMemo(() => {
    const maps = new Map<string, SeatMap>(value?.rooms.map(({ name, map }) => [name, map]));
    return ({ name, seats }) => maps.get(name) ?? lengths[name] ?? usualRowLength(seats.length);
  }, [lengths, value]);
}
