import type { IncidentCategory } from "@kaochang/exam-server/protocol/incidents.ts";
import type { Words } from "./i18n/words.ts";
import type { StaffKey } from "./i18n/zh.ts";

/** 「交头接耳」: what an incident was about, as the pages say it. */
export function categoryWord({ kind, category }: IncidentCategory, t: Words): string {
  return t(`incident.${kind}.${category}` as StaffKey);
}
