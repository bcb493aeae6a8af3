import { useSyncExternalStore } from "react";
import { type PlanRoute, parsePlanRoute } from "../officer/plan/plan-route.ts";
import { type LogRoute, parseLogRoute } from "./log-route.ts";

export type Route =
  | { page: "home" }
  | { page: "proctor" | "officer" | "rehearsal" }
  | { page: "live" | "results"; sitting: string }
  | PlanRoute
  | LogRoute
  | { page: "unknown" };

const lists = ["proctor", "officer"] as const;

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The officer's page about no sitting; no sitting's id has a letter beyond f. */
export const rehearsalPath = "/staff/officer/rehearsal";

/** `/staff`, `/staff/proctor`, `/staff/proctor/<sitting>`, the same of the officer, and the pages of plans and of the rehearsal. */
export function parseRoute(path: string): Route {
  if (path === rehearsalPath) return { page: "rehearsal" };
  const found = parsePlanRoute(path) ?? parseLogRoute(path);
  if (found) return found;
  const [first, audience, id, ...rest] = path.split("/").filter((part) => part !== "");
  if (first !== "staff" || rest.length > 0) return { page: "unknown" };
  if (audience === undefined) return { page: "home" };
  const list = lists.find((name) => name === audience);
  if (list === undefined) return { page: "unknown" };
  if (id === undefined) return { page: list };
  const sitting = decoded(id);
  return sitting === null ? { page: "unknown" } : { page: list === "proctor" ? "live" : "results", sitting };
}

export function sittingPath(audience: (typeof lists)[number], sitting: string): string {
  return `/staff/${audience}/${encodeURIComponent(sitting)}`;
}

const moved = "kaochang:moved";

export function navigate(path: string, how: "push" | "replace" = "push"): void {
  history[how === "push" ? "pushState" : "replaceState"](null, "", path);
  window.dispatchEvent(new Event(moved));
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  window.addEventListener(moved, changed);
  return () => {
    window.removeEventListener("popstate", changed);
    window.removeEventListener(moved, changed);
  };
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => window.location.pathname);
}
