import type { Plan } from "@kaochang/exam-server/protocol/plan.ts";
import { createContext, useContext } from "react";

/** The plan that the pages below work on. */
export interface PlanDesk {
  plan: Plan;
  /** Goes on with the plan as an answer of the server brought it. */
  take: (plan: Plan) => void;
  /** Reads it again. */
  reload: () => void;
  /** The roster file that is being looked at; stays while other pages of the plan are open. */
  importing: string | null;
  setImporting: (id: string | null) => void;
}

const context = createContext<PlanDesk | null>(null);
export const PlanDeskProvider = context.Provider;

export function usePlanDesk(): PlanDesk {
  const value = useContext(context);
  if (value === null) throw new Error("usePlanDesk outside of PlanDeskProvider");
  return value;
}
