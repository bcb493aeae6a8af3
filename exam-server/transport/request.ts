import type { Socket } from "socket.io";
import type { z } from "zod";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import { type Allowance, tokenBucket } from "./token-bucket.ts";

export type Reporter = (what: string, reason: unknown) => void;

const messages: Allowance = { burst: 200, perSecond: 50 };
/** Journal entries cost by their number, because a message may carry many: a reconnect sends an hour's at once. */
const entries: Allowance = { burst: 1000, perSecond: 50 };

/** How many journal entries a checked message carries; a proctor's decision only names some. */
function entriesIn(name: string, data: unknown): number {
  const carried = name === "entries" && (data as { entries?: unknown }).entries;
  return Array.isArray(carried) ? carried.length : 0;
}

type Handlers<S extends Record<string, z.ZodType>> = {
  [N in keyof S]: (payload: z.infer<S[N]>) => Promise<unknown>;
};

/**
 * Answers every event of a connection: known name → checked payload → handler → reply. Everything else
 * gets a refusal with its code; nothing that a client sends can throw past here.
 */
export function answerRequests<S extends Record<string, z.ZodType>>(
  socket: Socket,
  schemas: S,
  handlers: Handlers<S>,
  parts: { monotonic: () => number; report: Reporter },
): void {
  const messageAllowed = tokenBucket(messages, parts.monotonic);
  const entriesAllowed = tokenBucket(entries, parts.monotonic);
  /** The handler's promise, or why it is not asked. */
  const begin = (name: string, payload: unknown): Promise<unknown> | Refusal => {
    if (!messageAllowed(1)) return refuse("too-many-messages");
    if (!Object.hasOwn(schemas, name)) return refuse("not-found", "event");
    const parsed = schemas[name]?.safeParse(payload);
    if (!parsed?.success) return refuse("bad-message", parsed?.error.issues[0]?.path.join("."));
    if (!entriesAllowed(entriesIn(name, parsed.data))) return refuse("too-many-messages");
    return handlers[name as keyof S](parsed.data as never);
  };
  const answer = async (name: string, payload: unknown, acknowledge: unknown): Promise<void> => {
    let reply: unknown;
    try {
      reply = await begin(name, payload);
    } catch (reason) {
      parts.report(`request ${name} failed`, reason);
      reply = refuse("not-stored");
    }
    if (typeof acknowledge === "function") acknowledge(reply);
  };
  socket.onAny((name: string, ...args: unknown[]) => void answer(name, args[0], args.at(-1)));
}
