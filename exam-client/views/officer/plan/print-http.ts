import type {
  DocumentName,
  PrintRequests,
  PrintStarted,
  PrintStatus,
} from "@kaochang/exam-server/protocol/print.ts";
import { call } from "../../staff/http.ts";

const root = "/api/staff/print";

export const beginPrint = <N extends DocumentName>(document: N, request: PrintRequests[N]) =>
  call<PrintStarted>(`${root}/${document}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
export const fetchPrint = (job: string) => call<PrintStatus>(`${root}/jobs/${job}`);
export const dropPrint = (job: string) => call<{ ok: true }>(`${root}/jobs/${job}`, { method: "DELETE" });
export const printPath = (job: string) => `${root}/jobs/${job}/file`;
