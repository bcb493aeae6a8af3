import { type ControlFile, readControlFile } from "../control-file.ts";
import type { Refusal } from "../protocol/refusal.ts";
import { CommandFailure } from "./command.ts";

/** The running server of a data folder, or null when none answers. */
export async function runningServer(dataDir: string): Promise<ControlFile | null> {
  const control = readControlFile(dataDir);
  if (!control) return null;
  const alive = await fetch(`${control.url}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );
  return alive ? control : null;
}

/** Asks the running server to do something; its refusal becomes the command's failure. */
export async function askServer<T>({ url, token }: ControlFile, verb: string, body: unknown): Promise<T> {
  const response = await fetch(`${url}/control/${verb}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new CommandFailure(`服务器没有回应：${url}`);
  });
  const reply = (await response.json()) as T | Refusal;
  if (!response.ok) throw new CommandFailure(`服务器拒绝了请求：${JSON.stringify(reply)}`);
  return reply as T;
}
