export const planSections = [
  "overview",
  "roster",
  "rooms",
  "staff",
  "seats",
  "papers",
  "prints",
  "results",
] as const;
export type PlanSection = (typeof planSections)[number];

export type PlanRoute =
  | { page: "plans" | "new-plan" }
  /** `sitting`: the one that the section is to show; null: its own choice. */
  | { page: "plan"; plan: string; section: PlanSection; sitting: string | null };

export const plansPath = "/staff/officer/plans";
/** No plan's id holds such letters. */
export const newPlanPath = `${plansPath}/new`;

export function planPath(plan: string, section: PlanSection = "overview", sitting?: string): string {
  const parts = [
    plansPath,
    plan,
    ...(section === "overview" ? [] : [section]),
    ...(sitting ? [sitting] : []),
  ];
  return parts.join("/");
}

const hexId = /^[0-9a-f]{8,32}$/;

/** The officer's pages about exam plans; null: the path is no such page. */
export function parsePlanRoute(path: string): PlanRoute | null {
  if (path !== plansPath && !path.startsWith(`${plansPath}/`)) return null;
  const [plan, named = "overview", sitting, ...rest] = path
    .slice(plansPath.length)
    .split("/")
    .filter((part) => part !== "");
  if (plan === undefined) return { page: "plans" };
  if (path === newPlanPath) return { page: "new-plan" };
  const section = planSections.find((one) => one === named);
  if (!hexId.test(plan) || section === undefined || rest.length > 0) return null;
  if (sitting !== undefined && !hexId.test(sitting)) return null;
  return { page: "plan", plan, section, sitting: sitting ?? null };
}
