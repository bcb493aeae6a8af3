/** Staff colours in one place. Each text colour has at least 4.5 : 1 on white and on `page`. */
export const palette = {
  text: "#1f2329",
  quiet: "#4d535c",
  line: "#d5d9de",
  page: "#f4f6f8",
  card: "#ffffff",
  accent: "#0b57a4",
  accentSoft: "#e6effa",
  good: "#1a6b3c",
  warn: "#8a4f00",
  warnSoft: "#fff4dd",
  alarm: "#b3201a",
  alarmSoft: "#fdecea",
} as const;

export const fonts = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
