/** A moment as a person writes it: "2026-05-29 13:30". */
export function timeText(wall: number): string {
  return new Date(wall).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}
