import { type Refusal, refusals } from "../protocol/refusal.ts";

/** A rehearsal ended before its time; the message is a Chinese sentence. */
export class RehearsalEnded extends Error {}

/** What was asked for; a refusal, or no answer, ends the rehearsal. */
export function unlessRefused<T extends { ok: true }>(reply: T | Refusal | null): T {
  if (reply === null) throw new RehearsalEnded("服务器没有回应：请检查它是否在运行、网络是否连通");
  if (reply.ok) return reply;
  throw new RehearsalEnded(`服务器没有同意：${refusals[reply.code]} [${reply.code}]`);
}
