import type { SittingList, SittingResults, StaffMe } from "@kaochang/exam-server/protocol/http.ts";
import type { Refusal } from "@kaochang/exam-server/protocol/refusal.ts";
import type { LinkFailure } from "../../transport/staff-connection.ts";

export type HttpOutcome<T> = T | Refusal | LinkFailure;

async function call<T extends { ok: true }>(path: string, init?: RequestInit): Promise<HttpOutcome<T>> {
  try {
    const response = await fetch(path, { credentials: "same-origin", cache: "no-store", ...init });
    return (await response.json()) as T | Refusal;
  } catch {
    // No network, or a proxy's page in place of JSON: for the reader both mean "no server there".
    return { ok: false, code: "unreachable" };
  }
}

function post(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

export const fetchMe = () => call<StaffMe>("/api/staff/me");
export const signIn = (username: string, password: string) =>
  call<StaffMe>("/api/staff/sign-in", post({ username, password }));
export const signOut = () => call<{ ok: true }>("/api/staff/sign-out", post({}));
export const fetchSittings = () => call<SittingList>("/api/staff/sittings");
export const fetchResults = (sitting: string) =>
  call<SittingResults>(`/api/staff/sittings/${encodeURIComponent(sitting)}/results`);
