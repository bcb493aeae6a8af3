/** `0.05 秒`, `1.2 秒`, `14 秒`: as exact as a person can use. */
export function secondsText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 0.01) return "0.01 秒以内";
  const exact = seconds.toFixed(seconds < 0.1 ? 2 : seconds < 10 ? 1 : 0);
  return `${Number(exact)} 秒`;
}

export function megabytes(bytes: number): string {
  const mb = bytes / 1024 ** 2;
  return mb < 1024 ? `${Math.round(mb)} MB` : `${(mb / 1024).toFixed(1)} GB`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
