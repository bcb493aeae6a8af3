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
  const begin = (name: string, payload: unknown): Promise<unknown> => {
    if (!messageAllowed(1)) return refused("too-many-messages");
    if (!Object.hasOwn(schemas, name)) return refused("not-found", "event");
    const parsed = schemas[name]?.safeParse(payload);
    if (!parsed?.success) return refused("bad-message", parsed?.error.issues[0]?.path.join("."));
    if (!entriesAllowed(entriesIn(name, parsed.data))) return refused("too-many-messages");
    return handlers[name as keyof S](parsed.data as never);
  };
  socket.onAny((name: string, ...args: unknown[]) => {
    const acknowledge = args.at(-1);
    const answer = (reply: unknown): void => {
      if (typeof acknowledge === "function") acknowledge(reply);
    };
    const failed = (reason: unknown): void => {
      parts.report(`request ${name} failed`, reason);
      answer(refuse("not-stored"));
    };
    try {
      begin(name, args[0]).then(answer, failed);
    } catch (reason) {
      failed(reason);
    }
  });
}

function refused(...why: Parameters<typeof refuse>): Promise<Refusal> {
  return Promise.resolve(refuse(...why));
}
