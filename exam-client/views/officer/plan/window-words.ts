/** "2026-05-29T13:30" as people write it. */
export function momentWords(label: string): string {
  return label.replace("T", " ");
}

/** A window; the day is said once when it ends on the day on which it began. */
export function windowWords(opens: string, closes: string): string {
  const sameDay = opens.slice(0, 10) === closes.slice(0, 10);
  return `${momentWords(opens)} – ${sameDay ? closes.slice(11) : momentWords(closes)}`;
}
