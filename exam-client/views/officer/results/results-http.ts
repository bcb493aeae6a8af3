import type { EndUnacknowledged } from "@kaochang/exam-server/protocol/end.ts";
import type {
  CorrectionApplied,
  CorrectionPreview,
  ExamResults,
  KeyChangeRequest,
  KeyInvalid,
  NotReleasable,
  ResultsStanding,
  UsedItem,
  UsedItems,
} from "@kaochang/exam-server/protocol/results.ts";
import { call, type HttpOutcome } from "../../staff/http.ts";

const path = (...parts: string[]) => ["/api/staff/results", ...parts.map(encodeURIComponent)].join("/");

function post<T extends { ok: true }>(address: string, body: unknown) {
  const headers = { "content-type": "application/json" };
  return call<T>(address, { method: "POST", headers, body: JSON.stringify(body) });
}

export interface Correcting extends Pick<UsedItem, "item" | "version"> {
  change: KeyChangeRequest;
}

export const fetchExamResults = (plan: string) => call<ExamResults>(path("plans", plan));
export const examFilePath = (plan: string, as: "xlsx" | "csv") => `${path("plans", plan, "file")}?as=${as}`;
export const fetchStanding = (sitting: string) => call<ResultsStanding>(path("sittings", sitting));
export const findItems = (sitting: string, find: string) =>
  call<UsedItems>(`${path("sittings", sitting, "items")}?${new URLSearchParams({ find })}`);
export const previewCorrection = (
  sitting: string,
  correcting: Correcting,
): Promise<HttpOutcome<CorrectionPreview> | KeyInvalid> =>
  post<CorrectionPreview>(path("sittings", sitting, "correction", "preview"), correcting);
export const applyCorrection = (
  sitting: string,
  correcting: Correcting,
  reason: string,
): Promise<HttpOutcome<CorrectionApplied> | KeyInvalid> =>
  post<CorrectionApplied>(path("sittings", sitting, "correction"), { ...correcting, reason });
export const release = (sitting: string): Promise<HttpOutcome<{ ok: true }> | NotReleasable> =>
  post<{ ok: true }>(path("sittings", sitting, "release"), {});
export const endSitting = (
  sitting: string,
  acknowledged: number,
): Promise<HttpOutcome<{ ok: true }> | EndUnacknowledged> =>
  post<{ ok: true }>(path("sittings", sitting, "end"), { acknowledged });
export const answerRecheck = (sitting: string, attempt: string, text: string) =>
  post<{ ok: true }>(path("sittings", sitting, "rechecks", attempt), { text });
