import type { Refusal } from "@kaochang/exam-server/protocol/refusal.ts";
import type { LinkFailure } from "../../../transport/staff-connection.ts";
import type { HttpOutcome } from "../../staff/http.ts";

const unreachable: LinkFailure = { ok: false, code: "unreachable" };

function answerIn<T>(text: string): T | Refusal | LinkFailure {
  try {
    return JSON.parse(text) as T | Refusal;
  } catch {
    return unreachable;
  }
}

/**
 * Sends files; `sent` hears the share of them, 0 to 1, that has gone out. `fetch` does not tell that. `stop`
 * ends it: then nothing has arrived, as if there were no server.
 */
export function upload<T extends { ok: true }>(
  path: string,
  body: FormData,
  sent: (share: number) => void,
  stop: AbortSignal,
): Promise<HttpOutcome<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.upload.onprogress = ({ loaded, total }) => sent(total === 0 ? 0 : loaded / total);
    request.onload = () => resolve(answerIn<T>(request.responseText));
    request.onerror = () => resolve(unreachable);
    request.onabort = () => resolve(unreachable);
    stop.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
