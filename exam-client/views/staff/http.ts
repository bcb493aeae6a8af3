import type {
  RescueLoaded,
  SittingList,
  SittingResults,
  StaffMe,
} from "@kaochang/exam-server/protocol/http.ts";
import type { Refusal } from "@kaochang/exam-server/protocol/refusal.ts";
import type { RehearsalPlan, RehearsalStatus } from "@kaochang/exam-server/protocol/rehearsal.ts";
import type { RoomMaps } from "@kaochang/exam-server/protocol/room-maps.ts";
import type { LinkFailure } from "../../transport/staff-connection.ts";

export type HttpOutcome<T> = T | Refusal | LinkFailure;

export async function call<T extends { ok: true }>(
  path: string,
  init?: RequestInit,
): Promise<HttpOutcome<T>> {
  try {
    const response = await fetch(path, { credentials: "same-origin", cache: "no-store", ...init });
    return (await response.json()) as T | Refusal;
  } catch {
    // No network, or a proxy's page in place of JSON: for the reader both mean "no server there".
    return { ok: false, code: "unreachable" };
  }
}

function post(body: unknown): RequestInit {
  return postText(JSON.stringify(body));
}

function postText(body: string): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}

export const fetchMe = () => call<StaffMe>("/api/staff/me");
export const signIn = (username: string, password: string) =>
  call<StaffMe>("/api/staff/sign-in", post({ username, password }));
export const signOut = () => call<{ ok: true }>("/api/staff/sign-out", post({}));
export const fetchSittings = () => call<SittingList>("/api/staff/sittings");
export const fetchResults = (sitting: string) =>
  call<SittingResults>(`/api/staff/sittings/${encodeURIComponent(sitting)}/results`);
export const fetchRoomMaps = (sitting: string) =>
  call<RoomMaps>(`/api/staff/sittings/${encodeURIComponent(sitting)}/rooms`);
/** `text`: a rescue file as it stands on the disk. */
export const loadRescue = (text: string) => call<RescueLoaded>("/api/staff/rescue", postText(text));
export const fetchRehearsal = () => call<RehearsalStatus>("/api/staff/rehearsal");
export const beginRehearsal = (plan: RehearsalPlan) => call<{ ok: true }>("/api/staff/rehearsal", post(plan));
export const cancelRehearsal = () => call<{ ok: true }>("/api/staff/rehearsal/cancel", post({}));
