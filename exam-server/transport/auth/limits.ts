import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export interface SignInLimits {
  /**
   * Failed sign-ins allowed to one name from one address within the window. Not to the name alone: any PC
   * of the room could then lock the proctor out just before the start.
   */
  tries: number;
  /** Failed sign-ins allowed to one address within the window; a whole room may share an address. */
  triesPerAddress: number;
  /** Length of the window, in milliseconds, from the first failure. */
  windowMs: number;
}

export interface Limiter {
  /** Counts a try before it is judged, so that tries in parallel cannot pass together. Null, or seconds to wait. */
  take(name: string, address: string): Promise<number | null>;
  /** Takes the count back after a correct sign-in: all of the name's, this one of the address. */
  forgive(name: string, address: string): Promise<void>;
}

export function openLimiter({ tries, triesPerAddress, windowMs }: SignInLimits): Limiter {
  const duration = windowMs / 1000;
  const names = new RateLimiterMemory({ points: tries, duration });
  const addresses = new RateLimiterMemory({ points: triesPerAddress, duration });
  return {
    async take(name, address) {
      const addressWait = await consume(addresses, address);
      if (addressWait !== null) return addressWait;
      const nameWait = await consume(names, placed(name, address));
      if (nameWait !== null) await addresses.reward(address);
      return nameWait;
    },
    async forgive(name, address) {
      await Promise.all([names.delete(placed(name, address)), addresses.reward(address)]);
    },
  };
}

function placed(name: string, address: string): string {
  return `${address} ${name}`;
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
