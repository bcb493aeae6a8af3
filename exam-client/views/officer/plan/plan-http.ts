import type {
  CandidateForm,
  ImportMode,
  ImportRows,
  ImportStarted,
  ImportStatus,
  NewAccountsReply,
  NewPasswordReply,
  NewPlan,
  PlanCandidate,
  PlanChanged,
  PlanChoices,
  PlanHead,
  PlanInvalid,
  PlanList,
  PlanReply,
  PlanRoom,
  PlanSittingRequest,
  PreparationStatus,
  Readiness,
  RosterPage,
  SeatsDrawn,
  StaffAssignment,
} from "@kaochang/exam-server/protocol/plan.ts";
import { call, type HttpOutcome } from "../../staff/http.ts";
import { upload } from "./upload.ts";

const root = "/api/staff/plans";
/** A plan as the page has it: the server refuses what was decided on an older one. */
export type Known = { id: string; version: number };
/** Whom a make-up sitting takes from a closed one. */
export interface TakersFrom {
  sitting: string;
  who: "absent" | "not-passed" | "absent-or-not-passed";
}
/** What a change of a plan comes back with. */
export type PlanOutcome<T extends { ok: true } = PlanReply> = HttpOutcome<T> | PlanInvalid | PlanChanged;

const path = (...parts: string[]) => [root, ...parts.map(encodeURIComponent)].join("/");

function send<T extends { ok: true }>(method: "POST" | "PUT", address: string, body: unknown) {
  const headers = { "content-type": "application/json" };
  return call<T>(address, { method, headers, body: JSON.stringify(body) });
}

function change<T extends PlanReply = PlanReply>(
  method: "POST" | "PUT",
  { id, version }: Known,
  parts: string[],
  body: object,
): Promise<PlanOutcome<T>> {
  return send<T>(method, path(id, ...parts), { version, ...body });
}

export const fetchPlans = () => call<PlanList>(root);
export const fetchPlan = (plan: string) => call<PlanReply>(path(plan));
export const fetchChoices = () => call<PlanChoices>(path("choices"));
export const fetchReadiness = (plan: string) => call<Readiness>(path(plan, "readiness"));
export const createPlan = (plan: NewPlan): Promise<PlanOutcome> => send<PlanReply>("POST", root, plan);
export const putHead = (plan: Known, head: PlanHead) => change("PUT", plan, [], { head });
export const putSittings = (plan: Known, sittings: PlanSittingRequest[]) =>
  change("PUT", plan, ["sittings"], { sittings });
export const putRooms = (plan: Known, rooms: PlanRoom[]) => change("PUT", plan, ["rooms"], { rooms });
export const putStaff = (plan: Known, staff: StaffAssignment[]) => change("PUT", plan, ["staff"], { staff });
export const removePlan = ({ id, version }: Known) =>
  send<{ ok: true }>("POST", path(id, "remove"), { version });

export const makeAccounts = (usernames: string[]) =>
  send<NewAccountsReply>("POST", path("accounts"), { usernames });
export const renewPassword = (username: string) =>
  send<NewPasswordReply>("POST", path("accounts", username, "password"), {});
/** Deletes an account that nobody has signed in with; puts any other out of use. */
export const removeAccount = (username: string): Promise<PlanOutcome<{ ok: true }>> =>
  send<{ ok: true }>("POST", path("accounts", username, "remove"), {});
export const enableAccount = (username: string) =>
  send<{ ok: true }>("POST", path("accounts", username, "enable"), {});

export const addCandidate = (plan: Known, candidate: CandidateForm) =>
  change("POST", plan, ["roster"], { candidate });
export const putCandidate = (plan: Known, id: string, candidate: CandidateForm) =>
  change("PUT", plan, ["roster", id], { candidate });
export const removeCandidates = (plan: Known, candidates: string[] | null) =>
  change("POST", plan, ["roster", "remove"], { candidates });
export const photoPath = (plan: string, photo: string) => path(plan, "photos", photo);

export function sendPhoto({ id, version }: Known, candidate: string, file: File): Promise<PlanOutcome> {
  const body = new FormData();
  body.append("photo", file);
  return call<PlanReply>(`${path(id, "roster", candidate, "photo")}?version=${version}`, {
    method: "POST",
    body,
  });
}

/** The most that one request may ask for. */
const pageOfRoster = 5000;

/** The whole roster, or who takes one sitting, page by page. */
export async function fetchRoster(
  plan: string,
  sitting?: string,
): Promise<HttpOutcome<{ ok: true; candidates: PlanCandidate[] }>> {
  const candidates: PlanCandidate[] = [];
  for (;;) {
    const query = new URLSearchParams({ offset: String(candidates.length), limit: String(pageOfRoster) });
    if (sitting !== undefined) query.set("sitting", sitting);
    const page = await call<RosterPage>(`${path(plan, "roster")}?${query}`);
    if (!page.ok) return page;
    candidates.push(...page.candidates);
    if (page.candidates.length === 0 || candidates.length >= page.total) return { ok: true, candidates };
  }
}

export function startImport(
  plan: string,
  mode: ImportMode,
  roster: File,
  photos: readonly File[],
  sent: (share: number) => void,
  stop: AbortSignal,
): Promise<HttpOutcome<ImportStarted>> {
  const body = new FormData();
  body.append("roster", roster);
  for (const photo of photos) body.append("photos", photo);
  return upload<ImportStarted>(`${path(plan, "imports")}?mode=${mode}`, body, sent, stop);
}
export const fetchImport = (plan: string, id: string) => call<ImportStatus>(path(plan, "imports", id));
export const fetchImportRows = (plan: string, id: string) =>
  call<ImportRows>(`${path(plan, "imports", id, "rows")}?offset=0&limit=20`);
export const confirmImport = (plan: Known, id: string, leaveOutBad: boolean) =>
  change("POST", plan, ["imports", id, "confirm"], { leaveOutBad });
export const discardImport = (plan: string, id: string) =>
  send<{ ok: true }>("POST", path(plan, "imports", id, "discard"), {});

export const drawSeats = (plan: Known, sitting: string, keep: boolean) =>
  change<SeatsDrawn>("POST", plan, ["sittings", sitting, "seats"], { keep });
export const takeFrom = (plan: Known, sitting: string, from: TakersFrom) =>
  change("POST", plan, ["sittings", sitting, "candidates", "from"], from);
export const prepare = ({ id, version }: Known, sitting: string) =>
  send<{ ok: true }>("POST", path(id, "sittings", sitting, "prepare"), { version });
export const cancelDrawing = (plan: string, sitting: string) =>
  send<{ ok: true }>("POST", path(plan, "sittings", sitting, "prepare", "cancel"), {});
export const withdrawPapers = (plan: Known, sitting: string, reason: string) =>
  change("POST", plan, ["sittings", sitting, "withdraw"], { reason });
export const fetchPreparation = (plan: string, sitting: string) =>
  call<PreparationStatus>(path(plan, "sittings", sitting, "preparation"));
