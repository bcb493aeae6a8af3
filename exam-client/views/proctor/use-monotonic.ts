import { useEffect, useState } from "react";

/** The monotonic clock, read anew twice a second; what is shown is computed from it each time. */
export function useMonotonic(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return now;
}
