/** What one connection may use: a burst, then so much a second. No person comes near either. */
export interface Allowance {
  burst: number;
  perSecond: number;
}

/**
 * Tokens of one connection; `now` in milliseconds, monotonic. True: the cost was there and is taken. The
 * clock is read only when the tokens run out, because every message comes past here; so a connection that
 * was quiet may use one burst more.
 */
export function tokenBucket({ burst, perSecond }: Allowance, now: () => number): (cost: number) => boolean {
  let tokens = burst;
  let filled = now();
  const refill = (): void => {
    const present = now();
    tokens = Math.min(burst, tokens + ((present - filled) / 1000) * perSecond);
    filled = present;
  };
  return (cost) => {
    if (tokens < cost) refill();
    if (tokens < cost) return false;
    tokens -= cost;
    return true;
  };
}
