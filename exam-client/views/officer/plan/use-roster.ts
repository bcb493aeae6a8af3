import { useCallback, useEffect } from "react";
import { useLoaded } from "../../staff/use-loaded.ts";
import { usePlanDesk } from "./plan-desk.ts";
import { fetchRoster } from "./plan-http.ts";

/** The whole roster of the plan, read again with every version of it. */
export function useRoster() {
  const { plan } = usePlanDesk();
  const read = useCallback(() => fetchRoster(plan.id), [plan.id]);
  const { value, failure, reload } = useLoaded(read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version may have another roster
  useEffect(() => reload(), [plan.version, reload]);
  return { candidates: value?.candidates ?? null, failure, reload };
}
