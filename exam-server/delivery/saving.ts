import type { Room } from "./room.ts";

/** So long after an answer the room still counts as answering. */
const recentMs = 100;

/** Whether candidates' answers are being saved at this moment. */
export function watchSaving(room: Pick<Room, "onChange">, monotonic: () => number): () => boolean {
  let savedAt = Number.NEGATIVE_INFINITY;
  room.onChange(({ events }) => {
    if (events[0]?.type === "answered") savedAt = monotonic();
  });
  return () => monotonic() - savedAt < recentMs;
}
