const weekdays = ["日", "一", "二", "三", "四", "五", "六"];

/** 2026年5月29日（星期五） */
export function dayOf(label: string): string {
  const [year = "", month = "", day = ""] = label.slice(0, 10).split("-");
  const weekday = weekdays[new Date(`${label.slice(0, 10)}T00:00Z`).getUTCDay()] ?? "";
  return `${year}年${Number(month)}月${Number(day)}日（星期${weekday}）`;
}

/** 13:30–15:00 */
export function spanOf(label: string, minutes: number): string {
  const end = new Date(Date.parse(`${label}Z`) + minutes * 60_000).toISOString().slice(11, 16);
  return `${label.slice(11, 16)}–${end}`;
}

export function personOf({ name, admissionNumber }: { name: string; admissionNumber: string }): string {
  return `${name}（${admissionNumber}）`;
}

/** Groups of eight signs, as long codes are compared by eye. */
export function inGroups(code: string): string {
  return code.match(/.{1,8}/g)?.join(" ") ?? "";
}
