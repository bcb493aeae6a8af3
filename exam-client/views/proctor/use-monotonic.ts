import { useEffect, useState } from "react";

/** Calls `look` as often as what is computed from a clock is to be seen, until the returned function is called. */
export function twiceASecond(look: () => void): () => void {
  const timer = setInterval(look, 500);
  return () => clearInterval(timer);
}

/** The monotonic clock, read anew twice a second; what is shown is computed from it each time. */
export function useMonotonic(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => twiceASecond(() => setNow(performance.now())), []);
  return now;
}
