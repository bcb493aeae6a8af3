const two = (value: number) => String(value).padStart(2, "0");

/** `01:12:08`. A started second is shown whole, so that 00:00:00 means that no time is left. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
}

/** How long something has lasted, in whole units. */
export interface Span {
  hours: number;
  minutes: number;
  seconds: number;
}

export function span(ms: number): Span {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 };
}

/** A label of wall time, for people; nothing is computed from it. */
export function wallText(wall: number, language: string): string {
  return new Intl.DateTimeFormat(language.startsWith("en") ? "en-GB" : "zh-CN", {
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(wall);
}
