const two = (value: number) => String(value).padStart(2, "0");

/** Whole seconds as 01:12:08. */
export function clockFace(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
}

/** A server's wall clock as 14:03:22, in the PC's time zone. */
export function wallFace(wall: number): string {
  const date = new Date(wall);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
}
