import type { Reporter } from "./transport/request.ts";

const everyMs = 10_000;
const mostRemembered = 1000;

/**
 * Lets the same report through once in ten seconds: a full disk must not be filled further by five
 * hundred seats being told of it again and again.
 */
export function sparingReport(report: Reporter, monotonic: () => number): Reporter {
  const last = new Map<string, number>();
  return (what, reason) => {
    const line = `${what}: ${reason instanceof Error ? reason.message : String(reason)}`;
    const now = monotonic();
    const before = last.get(line);
    if (before !== undefined && now - before < everyMs) return;
    if (last.size >= mostRemembered) last.clear();
    last.set(line, now);
    report(what, reason);
  };
}
