import type { z } from "zod";
import { readControlFile } from "../control-file.ts";
import type { Refusal } from "../protocol/refusal.ts";
import type { RehearsalReplies, RehearsalRequest, rehearsalRequests } from "../protocol/rehearsal.ts";
import { askServerAt, jsonIn, type ServerAddress } from "./ask-server.ts";

type Body<N extends RehearsalRequest> = z.infer<(typeof rehearsalRequests)[N]>;

/** How the simulating program reaches the server's desk. Null: no answer, e.g. while the server is down. */
export interface DeskLink {
  ask<N extends RehearsalRequest>(act: N, body: Body<N>): Promise<RehearsalReplies[N] | Refusal | null>;
}

/** Making two thousand papers takes a slow server that long. */
const answerWithinMs = 120_000;

async function post<T>(
  server: ServerAddress,
  path: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<T | null> {
  try {
    return jsonIn<T>(await askServerAt(server, path, { headers, body, withinMs: answerWithinMs }));
  } catch {
    return null;
  }
}

/** On the server's own machine. The control file is read each time: a server that comes back has a new token. */
export function controlLink(dataDir: string): DeskLink {
  return {
    async ask(act, body) {
      const control = readControlFile(dataDir);
      if (!control) return null;
      const headers = { authorization: `Bearer ${control.token}` };
      return post({ url: control.url, ca: undefined }, `/control/rehearsal-${act}`, headers, body);
    },
  };
}

/** From another PC of the LAN, as a signed-in officer. */
export function officerLink(server: ServerAddress, cookie: string): DeskLink {
  return { ask: (act, body) => post(server, `/api/staff/rehearsal/desk/${act}`, { cookie }, body) };
}
