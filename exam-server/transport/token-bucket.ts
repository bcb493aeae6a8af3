/** What one connection may use: a burst, then so much a second. No person comes near either. */
export interface Allowance {
  burst: number;
  perSecond: number;
}

/** Tokens of one connection; `now` in milliseconds, monotonic. True: the cost was there and is taken. */
export function tokenBucket({ burst, perSecond }: Allowance, now: () => number): (cost: number) => boolean {
  let tokens = burst;
  let last = now();
  return (cost) => {
    const present = now();
    tokens = Math.min(burst, tokens + ((present - last) / 1000) * perSecond);
    last = present;
    if (tokens < cost) return false;
    tokens -= cost;
    return true;
  };
}
