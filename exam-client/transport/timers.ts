/** Runs `act` once after `ms`; the function returned calls it off. */
export type Later = (ms: number, act: () => void) => () => void;

export const later: Later = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

/** As the promise, but rejects when it has not settled after `ms`. */
export async function within<T>(later: Later, ms: number, promise: Promise<T>): Promise<T> {
  let callOff = () => {};
  const tooLate = new Promise<never>((_, reject) => {
    callOff = later(ms, () => reject(new Error(`no answer within ${ms} ms`)));
  });
  return Promise.race([promise, tooLate]).finally(() => callOff());
}

const firstMs = 500;
const longestMs = 8_000;

/**
 * How long to wait before try number `tries` (1, 2, 3 …). `chance` in [0, 1) spreads a whole room that
 * lost the server in the same second over half the interval.
 */
export function backoffMs(tries: number, chance: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** (tries - 1));
  return full / 2 + (chance * full) / 2;
}
