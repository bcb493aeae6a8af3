import { type ControlFile, readControlFile } from "../control-file.ts";
import { startCommand } from "../how-to-run.ts";
import { type Refusal, refusals } from "../protocol/refusal.ts";
import { CommandFailure } from "./command.ts";

/** Who did it, in the log, when it was done by a command on the server's own PC. */
export const onServerPc = "server-pc";

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

/** The running server, or a sentence that there is none: some things only it may do, because it holds the attempts. */
export async function theServer(dataDir: string): Promise<ControlFile> {
  const server = await runningServer(dataDir);
  if (server) return server;
  throw new CommandFailure(`没有找到运行中的服务器（数据文件夹 ${dataDir}）。请先运行 ${startCommand}`);
}

/** A refusal as one sentence, its detail for the technician. */
export function refusalSentence({ code, detail }: Refusal): string {
  return `${refusals[code]} [${code}${detail === undefined ? "" : ` ${detail}`}]`;
}

/** What was asked for; a refusal becomes the command's failure. */
export function unlessRefused<T extends { ok: true }>(reply: T | Refusal): T {
  if (!reply.ok) throw new CommandFailure(`没有生效：${refusalSentence(reply)}`);
  return reply;
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
