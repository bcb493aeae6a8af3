import type { PlanCandidate, PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert } from "antd";
import { useSpeech } from "../../staff/i18n/words.ts";
import { usePlanDesk } from "./plan-desk.ts";

const mostNamed = 8;

/** Whether a person who is added now joins no sitting, because all their papers are drawn. */
export function joinsNone(sittings: readonly Pick<PlanSitting, "phase">[]): boolean {
  return sittings.length > 0 && sittings.every(({ phase }) => phase !== "planned");
}

/** Who is on the roster and in no sitting, and what to do about it. */
export function IdleNotice({ candidates }: { candidates: readonly PlanCandidate[] }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const idle = candidates.filter(({ places }) => places.length === 0);
  if (idle.length === 0 || plan.sittings.length === 0) return null;
  const some = idle.slice(0, mostNamed).map(({ name }) => name);
  const names = some.join(t("needs.comma")) + (idle.length > mostNamed ? t("idle.etc") : "");
  const word = joinsNone(plan.sittings) ? "idle.drawn" : "idle.open";
  return <Alert type="warning" role="status" showIcon title={t(word, { count: idle.length, names })} />;
}
