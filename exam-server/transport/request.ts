import type { Socket } from "socket.io";
import type { z } from "zod";
import { type Refusal, refuse } from "../protocol/refusal.ts";

export type Reporter = (what: string, reason: unknown) => void;

/** A steady flow with room for a burst: a reconnect sends its journal at once, a person never writes faster. */
const burst = 200;
const perSecond = 50;

/** Tokens of one connection; `now` in milliseconds, monotonic. */
export function tokenBucket(now: () => number): () => boolean {
  let tokens = burst;
  let last = now();
  return () => {
    const present = now();
    tokens = Math.min(burst, tokens + ((present - last) / 1000) * perSecond);
    last = present;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
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
  const allowed = tokenBucket(parts.monotonic);
  const answer = async (name: string, payload: unknown): Promise<unknown> => {
    if (!allowed()) return refuse("too-many-messages");
    if (!Object.hasOwn(schemas, name)) return refuse("not-found", "event");
    const parsed = schemas[name]?.safeParse(payload);
    if (!parsed?.success) return refuse("bad-message", parsed?.error.issues[0]?.path.join("."));
    try {
      return await handlers[name as keyof S](parsed.data as never);
    } catch (reason) {
      parts.report(`request ${name} failed`, reason);
      return refuse("not-stored") satisfies Refusal;
    }
  };
  socket.onAny((name: string, ...args: unknown[]) => {
    const acknowledge = args.at(-1);
    void answer(name, args[0]).then((reply) => {
      if (typeof acknowledge === "function") acknowledge(reply);
    });
  });
}
