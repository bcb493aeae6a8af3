import type {
  DocumentName,
  PrintRequests,
  PrintStarted,
  PrintStatus,
} from "@kaochang/exam-server/protocol/print.ts";
import { call, type HttpOutcome } from "../../staff/http.ts";

const root = "/api/staff/print";

export const beginPrint = <N extends DocumentName>(document: N, request: PrintRequests[N]) =>
  call<PrintStarted>(`${root}/${document}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
export const fetchPrint = (job: string) => call<PrintStatus>(`${root}/jobs/${job}`);
/** A job that is made, failed or gone says nothing new any more. */
export const isSettledPrint = (outcome: HttpOutcome<PrintStatus>): boolean =>
  outcome.ok ? outcome.phase === "done" || outcome.phase === "failed" : outcome.code === "not-found";
export const dropPrint = (job: string) => call<{ ok: true }>(`${root}/jobs/${job}`, { method: "DELETE" });
export const printPath = (job: string) => `${root}/jobs/${job}/file`;
