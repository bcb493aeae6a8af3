/** Milliseconds on the suite's own monotonic clock: the only clock that its judgements know. */
export const now = (): number => performance.now();

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

/** Waits until it is so; false when it has not become so within `ms`. */
export async function until(ms: number, isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = now() + ms;
  while (!(await isSo())) {
    if (now() > end) return false;
    await pause(25);
  }
  return true;
}
