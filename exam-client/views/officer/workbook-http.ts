import type { Refusal } from "@kaochang/exam-server/protocol/refusal.ts";
import type { HttpOutcome } from "../staff/http.ts";
import type { Cell } from "./csv.ts";

/** An .xlsx of these rows, made by the server. */
export async function makeWorkbook(
  rows: readonly (readonly Cell[])[],
): Promise<HttpOutcome<{ ok: true; file: Blob }>> {
  try {
    const response = await fetch("/api/staff/results/table", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ rows }),
    });
    if (response.ok) return { ok: true, file: await response.blob() };
    return (await response.json()) as Refusal;
  } catch {
    return { ok: false, code: "unreachable" };
  }
}
