/** A room as said aloud: one that is only a number or letter gets its word, one that has a name keeps it. */
export function roomName(t: (key: "live.room", values: { room: string }) => string, room: string): string {
  return /^[0-9A-Za-z]+$/.test(room) ? t("live.room", { room }) : room;
}
